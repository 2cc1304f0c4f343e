<?php
namespace App\Models;
use App\X;
use A\{B, C as D};
require_once "x.php";
require __DIR__ . "/y.php";
const K = 1;
define("Q", 2);
/** Doc. */
class A extends B implements I {
 use T;
 const L = 1;
 public $x = 1;
 public function f(int $a): int { return 1; }
}
interface I {}
trait T {}
enum E: string { case X = "x"; }
function g($x) {}
