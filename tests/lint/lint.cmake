# SPDX-License-Identifier: GPL-3.0-or-later
# Checks of the tree itself, one ctest entry each, label lint.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

function(tsudoi_lint name)
  add_test(NAME lint.${name} COMMAND ${ARGN} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(lint.${name} PROPERTIES LABELS lint TIMEOUT 300)
endfunction()

foreach(check layers sizes words links format packages)
  tsudoi_lint(${check} ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/${check}.py)
endforeach()
tsudoi_lint(example_config $<TARGET_FILE:tsudoi> check config/tsudoi.example.toml)
tsudoi_lint(generated_protocol ${CMAKE_SOURCE_DIR}/scripts/generate-protocol --check)
