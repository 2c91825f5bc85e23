import type { DemoFile } from './stories.ts'

const text = (content: string) => new Uint8Array(Buffer.from(content))

/** A picture of a cracked saucer, 240 by 180. */
const PHOTO = `
/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABcQERQRDhcUEhQaGBcbIjklIh8fIkYyNSk5UkhXVVFIUE5bZoNvW2F8Yk5QcptzfIeLkpSSWG2grJ
+OqoOPko3/2wBDARgaGiIeIkMlJUONXlBejY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY3/wAARCAC0
APADASIAAhEBAxEB/8QAGgAAAwEBAQEAAAAAAAAAAAAAAAECAwQFBv/EADUQAAIBAwIDBAcHBQAAAAAAAAABAgMEERIhBTFBE1FhcRQiI0JSgc
EkMjOh0eHwU5GSsfH/xAAZAQADAQEBAAAAAAAAAAAAAAABAgMABAX/xAAfEQEBAQEBAQEBAAMBAAAAAAAAARECEjEhAwQTQVH/2gAMAwEAAhED
EQA/APUwXFksEzj1TGykUmYpjTJ9QPLbIKRlqDUTw0lb6thZMlIrIDyKyLIsiybRxaYNiQDc0MJkMbZDZWQfOpZI2LJWBYholotkspynuJaFgo
Q9jekYEWxC+jc94QYBoETtdPPYZBb5EMWU3pcWaJ5MEWmFLutUPJCY8jRK10YFgaYzl9E0khjHgW9H5qGLJTROAfVZhplpmaKTFBaASYZDICsi
yIGPJgpkycjZDK8ngkyMjZOCsmjkwZFkbRDKSY5+udUGATKWGNqFmIaEkaNCwLf0vpOCcFiZKxXntOCWi8ksXFZ/QkUkR1LTGw1ujkGoGS0GJ1
0RkaKRiNSOG/pPrdMaZiplKQmVpsaZJYtQZGikp4AnUGrI+HPUNSIYslOYONkxtmKkY3F7SobSeZfCivkPjpZEmorLaS8ThhO/vfwYdlTfvPb8
/wBBWXDo3inOtWnqhNwkuqa8Rpw3+yR0u4o/1af+SF6RR/q0/wDJGseDWkVupy85foEuD2jW0Zx8pDyY3+1KlGSzFprwYNGc+CQTzRrzi18Sz/
rBhOlxC03ku2guq3/cbS+5XQ1gabMKF5SrbP1JdzOjA8yhZqkxMBMGI3gZEBSWQ5E/iMA0aNEtAvLazwUkIaYl/DzqnpE4lKQSYikobJ1A2S2c
uBzD1FKZg2LXg2KY6lMrUcqqDVQ04aN2xasGesWotOTxsp5AyUjnuK06tRW1DectngM5/T+pIdW5qVqnYWicpPnJfz8zts+FU6OJ1sVavPfkje
ys4WdLTHeb+9LvOktJjn660Hn2/sOM3NH3a0VVj58megefxL2N1Z3XSNTRLykNCPQAAAIAAMzjvOG0bpOSXZ1PiS5+Z5satayq9jdp6ekuZ7xl
c21O6ounUW3R9UzDLjiTTWU8piycdN1LK4dtW5e6zqyHdP8ATLizNMpMCXXK2yWUGBpU8ZNEtmkkZtC9H5gUg1GcthaiakjVsTZKZXMS8tEvci
SNMEyWwPKkmsHLA1MU0Z5wPORx0KY9ZhGRWRpBXVrdnTcuvQ7eD2nZ0ncVPv1OWei/c8yFN3V5So9G9/Lr+R9KkkkksJDSJd3/AIAAAkBy8UpK
tw2vF9IuS+W/0Oo8/i0nUhSs4N67ieHjpFbtmgOqzquvZ0asucoJvzNhQjGEIwisRisJLohmEAAGYAAGZx8TtPSrZuK9pDePj4Hl21d1KWG/Wj
sz6A+fu6fovE5JbQqbr5/uCn4v7jdSNEzBMuLE9L3hsmPJmpFZN7Tv8zkzNstszkNLpfBSMZMtsho2H55NyKjIx1DTAp5jbUDZnkaZo15wpoxl
E2bM2PAZcikxtEmwjs4JDXdVqvwrC+f/AA9s8rgMV2FWXVyS/L9z1QRG/QAAEAedafauKXFy94UvY0/Pq/53noSWYtJ4bXNdDg4K1GzlQaUalG
bhNd7zzCD0AAACAADMAADMDyuPQ9nRqrnGWn6/Q9U4OMxT4fJ/DJM1afXnqWUmupcWY037OPki0yD0vOxumGTJSHqBmB4W5EOQmxDyheBkZLQJ
j39J5c6kWmYKRopCdVo0yUmZpjTF031TZLYmzOUsFOegxbZOck6gQ+kvL1eASzRrR6qSf9/+Hqnh8FqaLypSfvxyvNfxnuAjlv0AABAHnVPsnG
YVOVO6jpl3a1y/Q9E5OJ0HXspqH4kPXg13o0B1gY2ldXVrTrL345a7n1NjCAADMAADMDg41LTYNfFJL6/Q7zyOPVNqNFPdtyf+l9TUZ9cVN+zj
5I0TOdSwaRkRsetJkagJMoIpyNMMCwaNimyMjDSPCXl5+cFKRnkExKl5dCkUmc6mXGYlhcxuRJApFczS4zHGCosqSMnsykv4ONadV0LinWj7r3
8T6iElOClF5jJZTPk85WGevwW8zH0Wo/WW8M9V3B5v/HN/XnLr1gAB0QAAZnncP+y3txZPaOe1peT5r5M9E8+j7fjdep7tCCprze7PQDQAAABA
ABmB81eVvSr6c08wjtHyR6vF7zsKHZQftKix5I8aEdMcdQOj/H/n663/AMCRcUIpMFj0K0iWiYsonhQAwwYdLBaQkikPC2vFAQ0zWBoYKWBNkt
iYXNbxmWpnKmylIFjSOjXkXMyUhqQrVqhpuMlODxKLymiFIpM22VPqbP19Bw6/jdw0yxGqluu/xR2nyazGSnBuMlumj1rPjCeKd2tMvjS2fmX5
6lcnXFj1hVJxp05Tk8Rim2/AIyjOKlCSlF8mnk4uMVJRsXTh9+tJU4/P9hiFweDVk60169ebqP5s7yaVONKlCnH7sEor5FGAAANpLLeEjCDmvb
ynZ0tUt5v7se85rzi9OlmFvipPv91fqeQ3OrUdSvJzk+8xueL1V+vXqSr1nmUtwaHqFKQ0j0P55zMhZDJDYsmxf63jI0UjnjI0TEsK3TQ9jJMe
oEgWNUUjKMi9RrynY8QaBDSKeWQwwVpDAmGxOAGJiWDgyNMgpC2EsXFmikZIMi4GN1IvaXM50zSMhbMT65b0p1qEtVCrKPhnmazvridxb1K9NT
jRblhbZZhGRopDT+liPXEr0Y8dptevQkn4PIS47Sx6tGbfi0jz8kyHnek8R2VON1pfhUYx83n9DirXFxcfjVZSXd0/sSS2Un6bzISSXIpMhsWo
eQ8a6hNkJjyUkNLSbJ1DZAcV57q1PBpCoYYHHJPrlT1rrUwcznTKUhJ+NreMzRTOZSGpBDXHE0SJijWK2DoX8TgmUTUloXWnTBiNJIzaBTjA0i
UWmSoU8CSHkAF+KSKRCZeQVr+mmWpEIAeU7y2UhNmSkVqHkLeVEsakKT2KSJ5iGyMjkSdHJotSHqM2LI2GrXIjPUVGRspbcaYDGAUhNk7BnZpg
JBkS8q+tNMpMlFJi61ZI0QAYQJgArIZLQAE8QwABejdfBkYAIkaLQAatFRGwA3IkLIAULTTGAFOUb9QyWAFhhCYANGqSkwAekqkysgBKpmhAAt
X4CZQAS6Wj/9k=`

export const photo = (name: string): DemoFile => ({
  name,
  type: 'image/jpeg',
  content: new Uint8Array(Buffer.from(PHOTO, 'base64')),
})

export const csv = (name: string, rows: string): DemoFile => ({
  name,
  type: 'text/csv',
  content: text(`\uFEFF${rows}`),
})

/** One page with one line in Latin letters: enough for any viewer to open. */
export function pdf(name: string, line: string): DemoFile {
  const content = `BT /F1 18 Tf 72 760 Td (${line}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const at = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return { name, type: 'application/pdf', content: text(body + end) }
}

/** A document that would carry macros. Its content is nothing: what counts is that the program warns of the name. */
export const macroDocument = (name: string): DemoFile => ({
  name,
  type: 'application/vnd.ms-word.document.macroenabled.12',
  content: text('This is not a real document.\n'),
})
