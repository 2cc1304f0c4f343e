"""Words of C and C++ by what they are in a declaration, and those that are likely macros."""

from __future__ import annotations

import re
from collections.abc import Collection

STORAGE = frozenset(
    b"static extern inline __inline __inline__ virtual explicit friend constexpr consteval"
    b" constinit thread_local register mutable typedef export".split()
)
QUALIFIERS = frozenset(
    b"const volatile restrict __restrict __restrict__ typename __const __volatile__".split()
)
PRIMITIVES = frozenset(
    b"void bool _Bool char short int long float double signed unsigned auto wchar_t char8_t"
    b" char16_t char32_t __int128 _Complex".split()
)
TAGS = frozenset((b"struct", b"union", b"enum", b"class"))
NO_TYPE = STORAGE | QUALIFIERS
KEYWORDS = NO_TYPE | PRIMITIVES | TAGS
CONTROL = frozenset(b"if else for while do switch case goto return break continue".split())
"""They begin statements of functions, and name nothing."""
BEHIND_PARAMETERS = frozenset((b"const", b"noexcept", b"override", b"final", b"volatile", b"throw"))
ATTRIBUTES = frozenset(
    b"__attribute__ __attribute __declspec alignas _Alignas asm __asm__ __asm _Pragma __pragma"
    b" static_assert _Static_assert".split()
)
"""Their argument says nothing of what is declared."""
TYPE_OF = frozenset(b"decltype typeof __typeof__ __typeof typeof_unqual _Atomic".split())
LONE_ATTRIBUTES = frozenset(
    b"_Noreturn noreturn __extension__ __thread _Thread_local __cdecl __stdcall __fastcall"
    b" __vectorcall __thiscall __forceinline _Nonnull _Nullable _Null_unspecified nonnull nullable"
    b" WINAPI APIENTRY CALLBACK STDMETHODCALLTYPE PASCAL JNICALL NTAPI"
    b" __kindof __strong __weak __block __unsafe_unretained __autoreleasing IBOutlet".split()
)
_LIKELY_MACRO = re.compile(
    rb"[A-Z][A-Z0-9]*_[A-Z0-9_]*|[A-Z][A-Z0-9]{2,}|__[A-Za-z]\w*|_[A-Z][A-Z0-9_]+"
)
"""``MY_API``, ``WINAPI``, ``__init``, ``_LIBCPP_HIDE``."""


def is_likely_macro(word: bytes) -> bool:
    """Return whether a word looks like a macro."""
    return word not in KEYWORDS and _LIKELY_MACRO.fullmatch(word) is not None


class Macros:
    """What is known of macros: those that the source defines, and the look of names."""

    def __init__(self, defined: Collection[bytes] = ()) -> None:
        self._defined = frozenset(defined)

    def define(self, word: bytes) -> bool:
        """Return whether the source defines a macro of this name."""
        return word in self._defined

    def include(self, word: bytes) -> bool:
        """Return whether a word is likely a macro."""
        return (word in self._defined and word not in KEYWORDS) or is_likely_macro(word)
