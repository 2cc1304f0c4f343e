<?php
define('LIMIT', 10);
class Gauge {
    #[Route('/level', name: 'level(x)')]
    final public function level(): ?int { return 1; }
    public function __invoke() {}
    public function &reference() {}
    const LOW = 1, HIGH = 2;
}
