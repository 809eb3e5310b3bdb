// Which rows stood open when the form was sent, so that they stand open when it comes back.

const kept = (rows) => rows.filter((row) => !row.querySelector("[name$=-DELETE]:checked"));

export function remember(group, rows) {
  const open = kept(rows).flatMap((row, index) => (row.open ? [index] : []));
  sessionStorage.setItem(`open ${group}`, JSON.stringify(open));
}

export function recall(group, rows) {
  const open = JSON.parse(sessionStorage.getItem(`open ${group}`) ?? "[]");
  sessionStorage.removeItem(`open ${group}`);
  const there = kept(rows);
  for (const index of open) if (there[index]) there[index].open = true;
}
