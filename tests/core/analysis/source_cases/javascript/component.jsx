import Panel from "./Panel";

/** Shows a panel. */
export default function Page({title}) {
  return <Panel title={title}>{[1, 2].map((n) => <b key={n}>{n}</b>)}</Panel>;
}
