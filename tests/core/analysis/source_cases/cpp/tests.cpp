#include <gtest/gtest.h>

TEST(GaugeTest, ReadsTheLevel) { EXPECT_EQ(1, 1); }
TEST_F(GaugeFixture, Resets) {}
TEST_CASE("levels are read", "[gauge]") {
  SECTION("twice") {}
}
PYBIND11_MODULE(tide, m) { m.def("f", &f); }
int main(int argc, char** argv) { return 0; }
