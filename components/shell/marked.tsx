/** A name with the part that was searched for underlined. */
export function Marked({ text, part }: { text: string; part: string }) {
  const needle = part.trim().toLowerCase();
  const start = needle ? text.toLowerCase().indexOf(needle) : -1;
  if (start < 0) return <>{text}</>;
  const end = start + needle.length;
  return (
    <>
      {text.slice(0, start)}
      <mark className="bg-transparent text-inherit underline decoration-[1.5px] underline-offset-3">{text.slice(start, end)}</mark>
      {text.slice(end)}
    </>
  );
}
