import type {Props} from "./props";

/** Shows the props. */
export const View = ({title}: Props): JSX.Element => <b>{title}</b>;
