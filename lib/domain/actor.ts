import { z } from 'zod';

export const roleSchema = z.enum(['viewer', 'operator', 'admin']);
export type Role = z.infer<typeof roleSchema>;

/** What a role may do. Each includes the ones before. */
export const permissionSchema = z.enum(['read', 'operate', 'administer']);
export type Permission = z.infer<typeof permissionSchema>;

const grants: Record<Role, readonly Permission[]> = { viewer: ['read'], operator: ['read', 'operate'], admin: ['read', 'operate', 'administer'] };

/** Whether the role holds the permission; false for an unknown role. */
export function holds(role: string | null | undefined, permission: Permission): boolean {
  const known = roleSchema.safeParse(role);
  return known.success && grants[known.data].includes(permission);
}

/** Who asks. `system` is Loupe itself (reconciliation at start). */
export const actorSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(['viewer', 'operator', 'admin', 'system']),
  address: z.string().optional(),
});
export type Actor = z.infer<typeof actorSchema>;
