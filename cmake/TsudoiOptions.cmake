# SPDX-License-Identifier: GPL-3.0-or-later
# Compiler settings that every own target shares.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
# Rooms compile side by side: a static library does not wait for those it uses.
set(CMAKE_OPTIMIZE_DEPENDENCIES ON)

set(TSUDOI_SANITIZE "" CACHE STRING "Sanitizers, separated by semicolons: address, undefined, thread")
option(TSUDOI_THREAD_SAFETY "clang's thread-safety analysis as errors" OFF)
option(TSUDOI_FUZZ "Build the libFuzzer targets" OFF)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(CMAKE_CXX_COMPILE_OPTIONS_IPO -flto=auto -fno-fat-lto-objects)  # link-time optimisation on all cores
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM AND NOT CMAKE_INTERPROCEDURAL_OPTIMIZATION)
  add_link_options(-fuse-ld=mold)
endif()

add_library(tsudoi_options INTERFACE)
target_compile_options(tsudoi_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                       -Wold-style-cast -Wno-missing-field-initializers -ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
target_compile_definitions(tsudoi_options INTERFACE TSUDOI_VERSION="${PROJECT_VERSION}")
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # Designated and partly braced initialisers are used on purpose.
  target_compile_options(tsudoi_options INTERFACE -Wno-missing-braces)
endif()
if(TSUDOI_THREAD_SAFETY)
  # Not in tests: they play every thread themselves.
  target_compile_options(tsudoi_options INTERFACE
    "$<$<NOT:$<BOOL:$<TARGET_PROPERTY:TSUDOI_PLAYS_EVERY_THREAD>>>:-Wthread-safety;-Werror=thread-safety>")
endif()
if(TSUDOI_SANITIZE)
  string(REPLACE ";" "," sanitizers "${TSUDOI_SANITIZE}")
  add_compile_options(-fsanitize=${sanitizers} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-Wno-maybe-uninitialized)  # false alarms in libstdc++'s <regex> under the sanitizers
  endif()
  add_link_options(-fsanitize=${sanitizers})
endif()
if(TSUDOI_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
