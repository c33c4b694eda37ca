import { setUpFromForm } from '@/lib/server/set-up';

export const dynamic = 'force-dynamic';

export async function POST(request: Request): Promise<Response> {
  return setUpFromForm(request);
}
