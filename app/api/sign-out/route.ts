import { signOutFromForm } from '@/lib/server/sign-out';

export const dynamic = 'force-dynamic';

export async function POST(request: Request): Promise<Response> {
  return signOutFromForm(request);
}
