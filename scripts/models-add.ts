// npm run models:add FILE|FOLDER … [-- --name NAME]: puts an embedding model into ATOM_MODELS_DIR.
import { AtomError, readConfig } from '@atom/kernel'
import { addModel } from '@atom/models'
import { giveUp } from './say.mjs'

const given = process.argv.slice(2)
const at = given.indexOf('--name')
const name = at < 0 ? undefined : given[at + 1]
const sources = at < 0 ? given : given.toSpliced(at, 2)
const { modelsDir } = readConfig(process.env)
if (sources.length === 0)
  giveUp('Say which zip, wheel, tar or folder holds the model, and with --name what to call it: npm run models:add FILE -- --name e5-small')
if (modelsDir === undefined)
  giveUp('Set ATOM_MODELS_DIR, in .env too, to the folder that shall hold the models: ATOM_MODELS_DIR=./models npm run models:add FILE')
try {
  const { id, dimension, licence, sha256 } = await addModel(sources, modelsDir as string, name)
  console.log(`${id} is in ${modelsDir}: ${dimension} numbers a vector.`)
  console.log(licence === undefined ? 'It tells no licence. Look it up before you use it.' : `Licence: ${licence}`)
  for (const [file, hash] of Object.entries(sha256)) console.log(`SHA-256 ${hash}  ${file}`)
  console.log('Choose it in Settings under Models, or for all with ATOM_EMBEDDER; what was read is embedded anew in the background.')
} catch (error) {
  if (!AtomError.is(error)) throw error
  giveUp(error.message)
}
