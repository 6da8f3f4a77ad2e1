import { expect, test } from 'vitest'
import { readFile } from './read-file.ts'

const read = (content: string, name = 'a.eml') => readFile({ content: Buffer.from(content, 'latin1'), mediaType: '', name })

const head = (subject: string) => `From: "Berg, Anna" <anna@acme.test>
To: Bo Lind <bo@acme.test>, cy@acme.test
Date: Tue, 24 Nov 2026 09:00:00 +0100
Subject: ${subject}
Message-ID: <1@acme.test>
MIME-Version: 1.0
`

const mixed = `${head('=?utf-8?q?Gr=C3=BC=C3=9Fe?=')}Content-Type: multipart/mixed; boundary=B

--B
Content-Type: multipart/alternative; boundary=A

--A
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Sch=F6ne Gr=FC=DFe.

Anna
--A
Content-Type: text/html

<p>not this</p>
--A--
--B
Content-Type: application/pdf; name="terms.pdf"
Content-Disposition: attachment; filename="terms.pdf"
Content-Transfer-Encoding: base64

JVBERi0=
--B
Content-Type: message/rfc822

Subject: Older

The older mail.
--B--
`

test('a mail: head, text in its encoding, and what is attached as files of their own', async () => {
  const { text, blocks, inner, ...rest } = await read(mixed)
  expect(text).toBe(`Grüße

From: Berg, Anna <anna@acme.test>
To: Bo Lind <bo@acme.test>, cy@acme.test
Date: 2026-11-24T08:00:00.000Z
Attachments: terms.pdf, mail-2.eml

Schöne Grüße.

Anna`)
  expect(blocks.map(block => block.kind)).toEqual(['heading', 'paragraph', 'paragraph', 'paragraph'])
  expect(rest).toEqual({ title: 'Grüße', author: 'Berg, Anna', at: '2026-11-24T08:00:00.000Z' })
  expect(inner?.map(({ name, mediaType, content }) => [name, mediaType, Buffer.from(content).toString()])).toEqual([
    ['terms.pdf', 'application/pdf', '%PDF-'],
    ['mail-2.eml', 'message/rfc822', 'Subject: Older\n\nThe older mail.\n'],
  ])
})

test('a mail of HTML alone, with a signature’s picture', async () => {
  const mail = `${head('Terms')}Content-Type: multipart/related; boundary=R

--R
Content-Type: text/html; charset=utf-8

<html><body><h2>Delivery</h2><table><tr><td>Within <b>ten</b> days.</td></tr></table><img src="cid:logo"></body></html>
--R
Content-Type: image/png
Content-ID: <logo>
Content-Transfer-Encoding: base64

AAAA
--R--
`
  const { text, inner } = await read(mail)
  expect(text.split('\n\n').slice(2)).toEqual(['Delivery', 'Within ten days.'])
  expect(inner).toEqual([])
})

test('a file of mails: each under its subject; a line of prose that begins with “From” is none', async () => {
  const file = `From anna@acme.test Tue Nov 24 09:00:00 2026
${head('One')}
Hello.

From here on it is prose.
>From the start.

From bo@acme.test Tue Nov 24 10:00:00 2026
${mixed}
`
  const { text, blocks, inner } = await read(file, 'all')
  expect(blocks.filter(block => block.kind === 'heading').map(({ start, end }) => text.slice(start, end))).toEqual(['One', 'Grüße'])
  expect(text).toContain('Hello.\n\nFrom here on it is prose.\nFrom the start.\n\nGrüße')
  expect(inner?.map(part => part.name)).toEqual(['terms.pdf', 'mail-2.eml'])
})

test('parts inside one another without end', async () => {
  let body = 'x'
  for (let i = 0; i < 200; i++) body = `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n${body}\n--b${i}--\n`
  await expect(read(`From: a@b.c\nDate: x\n${body}`)).rejects.toMatchObject({ code: 'memory.broken_file' })
})
