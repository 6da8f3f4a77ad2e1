export type SignUp = 'open' | 'invite' | 'closed'

/**
 * May somebody make an account now? The first account always may, or nobody could ever invite, unless sign-up is closed altogether.
 * Without a setting it is by invitation once somebody is here.
 */
export function maySignUp(policy: SignUp | undefined, { first, invited }: { first: boolean; invited: boolean }): boolean {
  if (policy === 'closed') return false
  return policy === 'open' || first || invited
}
