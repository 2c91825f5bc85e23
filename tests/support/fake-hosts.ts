import { AppError } from '../../preload/errors.ts'
import type { Input, MethodName, Output } from '../../preload/contract.ts'
import type { HostState } from '../../preload/domain/second-pc.ts'

type Method = Extract<MethodName, `host.${string}` | `secondPc.${string}`>
type Answers = { [Name in Method]: (input: Input<Name>) => Output<Name> }

export const FAKE_CODE = 'K7QF-2M9D-XR4T-6HJW'

/** Main's side of other PCs: one was let in and is there. */
export function createFakeHosts({ now, told }: { now: number; told: () => void }) {
  let state: HostState = {
    isOn: false,
    problem: null,
    addresses: [],
    code: null,
    pcs: [
      {
        id: '0b9c2a3e-5a0d-4c55-9a55-7a2f6a1d0c11',
        name: '二階のパソコン',
        staffId: null,
        seenAt: now - 3_600_000,
        isConnected: false,
      },
    ],
  }
  const change = (next: Partial<HostState>) => {
    state = { ...state, ...next }
    told()
    return state
  }
  const handlers: Answers = {
    'host.state': () => state,
    'host.set': ({ isOn }) => change({ isOn, addresses: isOn ? ['192.168.1.10:47611'] : [], code: null }),
    'host.showCode': () => change({ code: { text: FAKE_CODE, until: now + 600_000 } }),
    'host.hideCode': () => change({ code: null }),
    'host.forget': ({ id }) => change({ pcs: state.pcs.filter((pc) => pc.id !== id) }),
    'secondPc.join'({ code }) {
      if (code !== FAKE_CODE) throw new AppError('rejected', 'The code does not fit.', { reason: 'host-code' })
      return null
    },
    'secondPc.leave': () => null,
  }
  return { handlers }
}
