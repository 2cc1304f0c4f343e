// Names for Python by pybind11, nanobind and PyTorch.
#include <pybind11/pybind11.h>

#define NAMED_BY_MACRO _other
#define lower_macro _other

namespace py = pybind11;
namespace tide {

int add(int one, int two) { return one + two; }
struct Gauge {
    Gauge();
    int level() const;
    int datum;
};
enum class Phase { Ebb, Flood };

}  // namespace tide

void helper(py::module_ &module) {
    module.def("from_helper", &tide::add);
}

PYBIND11_MODULE(_tide, m, py::mod_gil_not_used()) {
    m.doc() = "m.def(\"in_text\", &add)";
    // m.def("in_comment", &add);
    m.def("add", &tide::add, py::arg("one"));
    m.def("lambda", [](int one) {
        other.def("not_of_the_module", &tide::add);
        return one;
    });
    m.def("two " "words", &tide::add).def("joined" "_literals", &tide::add);
    m.def(PREFIX "macro_before", &tide::add);
    m.def("macro_after" SUFFIX, &tide::add);
    m.def("over\"escape", &tide::add);
    unknown.def("unknown", &tide::add);
    py::class_<tide::Gauge, std::shared_ptr<tide::Gauge>>(m, "Gauge")
        .def(py::init<>())
        .def("level", &tide::Gauge::level)
        .def_readwrite("datum", &tide::Gauge::datum)
        .def_property_readonly("half", [](const tide::Gauge &g) { return g.datum / 2; });
    py::enum_<tide::Phase> phase(m, "Phase");
    phase.value("Ebb", tide::Phase::Ebb).value("Flood", tide::Phase::Flood).export_values();
    auto sub = m.def_submodule("sub", "A module in it.");
    sub.def("below", &tide::add);
    {
        auto sub = m.attr("elsewhere");
        sub.def("hidden", &tide::add);
    }
    auto inner = py::class_<Inner>(phase, "Inner");
    inner.def_static("make", &Inner::make);
#if 0
    m.def("never", &tide::add);
#endif
}

PYBIND11_MODULE(NAMED_BY_MACRO, m) { m.def("of_no_name", &tide::add); }
PYBIND11_MODULE(lower_macro, m) { m.def("of_no_name_either", &tide::add); }
NB_MODULE(_nano, m) { nb::class_<tide::Gauge>(m, "Nano").def_rw("datum", &tide::Gauge::datum); }

TORCH_LIBRARY(tide, m) {
    m.def("rise(Tensor self, int by=1) -> Tensor");
    m.def("tide::fall.out(Tensor self) -> Tensor", &tide::add);
    m.def("other::wrong(Tensor self) -> Tensor");
    m.def(TORCH_SELECTIVE_SCHEMA("tide::ebb(Tensor self) -> Tensor"));
    m.class_<tide::Gauge>("Gauge");
}
TORCH_LIBRARY_FRAGMENT(tide, m) { m.def("slack() -> int", TORCH_FN(slack)); }
TORCH_LIBRARY_IMPL(tide, CPU, m) { m.impl("rise", rise_cpu); }
TORCH_LIBRARY(TORCH_EXTENSION_NAME, m) { m.def("of_a_macro() -> int"); }
void more(pybind11::module &m) { pybind11::classh<Gauge>(m, "Held").def("level", &Gauge::level); }
TORCH_LIBRARY_FRAGMENT(tide, library) {
    library.impl("fall", torch::kCUDA, &fall_cuda);
    library.impl("ebb", torch::kMeta, [](Tensor x) { auto library = x; return library; });
    library.impl("slack", c10::DispatchKey::CPU, TORCH_FN(tide::slack));
}
STABLE_TORCH_LIBRARY_IMPL(tide, CPU, m) { m.impl("ebb", TORCH_BOX(&ebb_cpu)); }
