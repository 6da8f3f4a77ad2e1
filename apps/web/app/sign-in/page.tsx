import type { Metadata } from 'next'
import { SignForm } from '../../components/sign/sign-form.tsx'

export const metadata: Metadata = { title: 'Sign in' }

export default function SignInPage() {
  return <SignForm kind="in" />
}
