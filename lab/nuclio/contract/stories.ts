/**
 * The recording is of several runs, some of them on a control plane that had just been started. Each story begins with a namespace without functions.
 */
export interface Story {
  readonly title: string;
  readonly first: number;
  readonly last: number;
  /** Function the first lines are about when they do not say. */
  readonly about?: string;
  /** The nodes had lost their addresses: no log of a pod could be read. */
  readonly unreadableLogs?: boolean;
}

export const STORIES: readonly Story[] = [
  { title: 'health, versions, projects', first: 1, last: 8 },
  { title: 'a function with a ready image', first: 9, last: 19 },
  { title: 'projects and labels, while others fail', first: 20, last: 24 },
  { title: 'deploys that go wrong', first: 25, last: 48 },
  { title: 'a crowd', first: 49, last: 61 },
  { title: 'a ready function breaks', first: 62, last: 69 },
  { title: 'errors', first: 70, last: 101 },
  { title: 'projects and lists', first: 102, last: 125, unreadableLogs: true },
  { title: 'builds', first: 126, last: 172 },
  { title: 'the wanted state', first: 173, last: 223 },
  { title: 'a function with a ready image, again', first: 224, last: 234 },
  { title: 'lists while nothing becomes ready', first: 235, last: 254 },
  { title: 'the runtime class in the spec', first: 255, last: 278 },
  { title: 'the runtime class by hand', first: 279, last: 374, about: 'classy' },
  { title: 'the runtime class by the platform configuration', first: 375, last: 389 },
  { title: 'deletes', first: 390, last: 462 },
  { title: 'redeploys', first: 463, last: 505 },
];
