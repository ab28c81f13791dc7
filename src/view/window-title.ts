/** What the page calls itself, and what stands before it: two hands write the window's title, and neither undoes the other. */
const parts = { progress: '', page: '' };

function write(): void {
  document.title = `${parts.progress}${parts.page === '' ? 'Longtail' : `${parts.page} · Longtail`}`;
}

/** `p95 412 ms · /api/users`; empty: the app alone. */
export function setPageTitle(page: string): void {
  parts.page = page;
  write();
}

/** How far a long load is, from 0 to 100; null: there is none. */
export function setTitleProgress(percent: number | null): void {
  parts.progress = percent === null ? '' : `${percent}% · `;
  write();
}
