"""Facts of build files, by Pygments' lexers: no parser of these languages is kept up."""

from sphinx_kwindex.analysis.build.cmake import analyse_cmake
from sphinx_kwindex.analysis.build.docker import analyse_docker
from sphinx_kwindex.analysis.build.make import analyse_make

__all__ = ["analyse_cmake", "analyse_docker", "analyse_make"]
