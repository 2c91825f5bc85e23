import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import type { BackupInfo, BackupState } from '../../preload/domain/backups.ts'
import { AppError, ERROR_CODES, type ErrorCode } from '../../preload/errors.ts'
import { ProblemLines } from '../onboarding/ProblemLines.tsx'
import { Section, Switch } from '../settings/Section.tsx'
import { useSave, type Save } from '../settings/use-save.ts'
import { useApp, useAppStore, useI18n, useMinute, useText } from '../store/context.ts'
import { BackupList } from './BackupList.tsx'
import { RestoreDialog } from './RestoreDialog.tsx'

const COUNTS = [3, 5, 10, 20, 30]
const DAYS = [14, 30, 60, 180, 365]

/** The daily copy: whether it works, where it lies, how many are kept, and the way back. */
export function BackupSection() {
  const { backups: words } = useText()
  const { api } = useAppStore()
  const backup = useApp((state) => state.backup)
  const load = useApp((state) => state.loadBackups)
  const { state, save } = useSave()
  const [asked, setAsked] = useState<BackupInfo | null>(null)
  useEffect(() => void load(), [load])
  if (!backup) return null
  const put: Put = (change) => void save(() => api.call('backups.set', change))
  return (
    <Section title={words.title} saving={state}>
      <p className="field__hint">{words.intro}</p>
      <Switch label={words.daily} isOn={backup.isOn} onChange={(isOn) => put({ isOn })} />
      <LastBackup backup={backup} />
      <button
        type="button"
        className="button"
        disabled={backup.isRunning}
        onClick={() => void save(() => api.call('backups.run', {}))}
      >
        {backup.isRunning ? (
          <>
            <LoaderCircle size={15} className="spin" aria-hidden /> {words.running}
          </>
        ) : (
          words.now
        )}
      </button>
      <Place backup={backup} save={save} />
      <Keeping backup={backup} put={put} />
      <BackupList onRestore={setAsked} />
      {asked && <RestoreDialog backup={asked} onClose={() => setAsked(null)} />}
    </Section>
  )
}

type Put = (change: Partial<Pick<BackupState, 'isOn' | 'keepCount' | 'keepDays'>>) => void

function LastBackup({ backup: { lastSuccessAt, problem, isRunning } }: { backup: BackupState }) {
  const i18n = useI18n()
  const now = useMinute()
  const { backups: words } = i18n.text
  return (
    <div className="backup__state" aria-live="polite">
      {lastSuccessAt === null ? (
        <p>{words.never}</p>
      ) : (
        <p>
          <CircleCheck size={16} className="is-fine" aria-hidden /> {words.lastSuccess(i18n.moment(lastSuccessAt, now))}
        </p>
      )}
      {problem !== null && !isRunning && (
        <>
          <p>
            <CircleAlert size={16} className="is-danger" aria-hidden /> {words.failed}
          </p>
          <ProblemLines error={errorOf(problem)} />
        </>
      )}
    </div>
  )
}

/** What is remembered of a failure is one word: a code, or the reason under it. */
function errorOf(problem: string): AppError {
  const isCode = (ERROR_CODES as readonly string[]).includes(problem)
  return isCode ? new AppError(problem as ErrorCode, '') : new AppError('store-full', '', { reason: problem })
}

function Place({ backup, save }: { backup: BackupState; save: Save }) {
  const { backups: words } = useText()
  const { api } = useAppStore()
  const choose = (isUsual: boolean) => void save(() => api.call('backups.chooseFolder', { isUsual }))
  return (
    <div className="backup__place">
      <span className="backup__label">{words.folder}</span>
      <code>{backup.folder}</code>
      <div className="backup__buttons">
        <button
          type="button"
          className="button button--small"
          aria-label={`${words.folder}: ${words.change}`}
          onClick={() => choose(false)}
        >
          {words.change}
        </button>
        {!backup.isBesideData && (
          <button type="button" className="button button--small" onClick={() => choose(true)}>
            {words.useUsual}
          </button>
        )}
      </div>
      <p className="field__hint">{backup.isBesideData ? words.besideData : words.elsewhere}</p>
    </div>
  )
}

function Keeping({ backup: { keepCount, keepDays }, put }: { backup: BackupState; put: Put }) {
  const { backups: words } = useText()
  return (
    <div className="backup__keeping">
      <Pick
        label={words.keepCount}
        value={keepCount}
        choices={COUNTS}
        say={words.keepCounts}
        onPick={(next) => put({ keepCount: next })}
      />
      <Pick
        label={words.keepDays}
        value={keepDays}
        choices={DAYS}
        say={words.keepDaysOf}
        onPick={(next) => put({ keepDays: next })}
      />
    </div>
  )
}

type PickProps = {
  label: string
  value: number
  choices: readonly number[]
  say: (n: number) => string
  onPick: (n: number) => void
}

function Pick({ label, value, choices, say, onPick }: PickProps) {
  const id = useId()
  return (
    <div>
      <label className="backup__label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="select" value={value} onChange={({ target }) => onPick(Number(target.value))}>
        {[...new Set([...choices, value])]
          .sort((a, b) => a - b)
          .map((choice) => (
            <option key={choice} value={choice}>
              {say(choice)}
            </option>
          ))}
      </select>
    </div>
  )
}
