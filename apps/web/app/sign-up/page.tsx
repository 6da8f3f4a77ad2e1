import type { Metadata } from 'next'
import { SignForm } from '../../components/sign/sign-form.tsx'

export const metadata: Metadata = { title: 'Make an account' }

export default function SignUpPage() {
  return <SignForm kind="up" />
}
