// Resources that end with their module.
using file = open("tide.txt");
await using line = connect();

export const level = 1;
