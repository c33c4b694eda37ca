import { type NextRequest, NextResponse } from 'next/server';

/**
 * Headers on every answer, and refusal of what no page of ours sends. Never the authorisation: that is done where data is read
 * (lib/server/session.ts) and where something is changed (lib/server/define-action.ts).
 */
export function proxy(request: NextRequest): NextResponse {
  const hasSession = request.cookies.getAll().some((c) => c.name.endsWith('loupe.session_token'));
  if (request.headers.has('next-action') && !hasSession) return new NextResponse(null, { status: 401 });
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString('base64');
  const policy = contentPolicy(nonce);
  const forwarded = new Headers(request.headers);
  forwarded.set('x-nonce', nonce);
  forwarded.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers: forwarded } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-content-type-options', 'nosniff');
  // Not no-referrer: with it a browser sends `Origin: null` with our own forms, and sign-in refuses them.
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('cross-origin-opener-policy', 'same-origin');
  response.headers.set('cross-origin-resource-policy', 'same-origin');
  response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  response.headers.set('x-frame-options', 'DENY');
  return response;
}

function contentPolicy(nonce: string): string {
  // Development evaluates code for its error overlay and hot reload.
  const evaluate = isDevelopment() ? " 'unsafe-eval'" : '';
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${evaluate}`,
    // React writes style attributes (widths of bars, recharts' positions); they can hold no script.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "manifest-src 'self'",
  ].join('; ');
}

function isDevelopment(): boolean {
  // biome-ignore lint/style/noProcessEnv: replaced by a constant at build time.
  return process.env.NODE_ENV === 'development';
}

export const config = { matcher: [{ source: '/((?!_next/static|favicon.ico|icon.svg).*)' }] };
