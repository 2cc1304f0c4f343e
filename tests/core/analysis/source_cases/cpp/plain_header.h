#pragma once
class Gauge;
namespace tide { int level(); }
