using System;
Console.WriteLine(Twice(1));
static int Twice(int x) => 2 * x;
