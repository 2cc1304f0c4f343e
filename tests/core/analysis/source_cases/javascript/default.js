export default async (a) => {};
