import { signInFromForm } from '@/lib/server/sign-in';

export const dynamic = 'force-dynamic';

export async function POST(request: Request): Promise<Response> {
  return signInFromForm(request);
}
