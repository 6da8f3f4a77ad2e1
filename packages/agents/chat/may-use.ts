import { type Context, effectOf, type Permission, type Skill } from '@atom/kernel'

/** Whether a skill is this person's to use at all; one whose effect depends on its input is asked again when it is called. */
export async function mayUse(ctx: Context, permission: Permission, skill: Skill): Promise<boolean> {
  const effect = typeof skill.effect === 'string' ? effectOf(skill, {}) : 'write'
  try {
    return (await permission.decide(ctx, skill, effect)) !== 'deny'
  } catch {
    return false
  }
}
