import { accessSync, constants, readdirSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { modelErrors } from '../errors.ts'

const reasons: Record<string, string> = {
  ENOENT: 'there is no such folder. Make it, or name another',
  ENOTDIR: 'a part of the path is a file. Name the folder',
  EACCES: 'this user may not read it. Give it the right, or name another',
  EPERM: 'this user may not read it. Give it the right, or name another',
}

/** Makes sure that ATOM_MODELS_DIR is a folder that can be read; what lies in it is said of each model. @throws models.models_dir_unusable */
export function checkModelsDir(folder: string): void {
  const path = resolve(folder)
  const wrong = (reason: string, cause?: unknown) => modelErrors.models_dir_unusable({ folder: path, reason }, { cause })
  try {
    if (!statSync(path).isDirectory()) throw wrong('it is a file. Name the folder that holds the models, one folder each')
    accessSync(path, constants.R_OK | constants.X_OK)
    readdirSync(path)
  } catch (cause) {
    const { code } = cause as { code?: string }
    if (code === 'models.models_dir_unusable') throw cause
    throw wrong(reasons[code ?? ''] ?? `it cannot be read (${code}). Check the disk, or name another`, cause)
  }
}
