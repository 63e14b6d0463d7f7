# SPDX-License-Identifier: GPL-3.0-or-later
# Each *.test.mjs runs Chromium against the pages in web/dist (scripts/pages makes them), one at a time.
file(GLOB browser_tests CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/*.test.mjs")
foreach(source IN LISTS browser_tests)
  get_filename_component(file ${source} NAME)
  string(REPLACE ".test.mjs" "" name ${file})
  add_test(NAME browser.${name} COMMAND node --test ${source} WORKING_DIRECTORY ${CMAKE_CURRENT_LIST_DIR})
  set_tests_properties(browser.${name} PROPERTIES LABELS browser TIMEOUT 300 RUN_SERIAL ON
                       ENVIRONMENT "TSUDOI_BINARY=$<TARGET_FILE:tsudoi>;TSUDOI_PAGES=${CMAKE_SOURCE_DIR}/web/dist")
endforeach()

# The pages' own unit tests need no browser.
add_test(NAME web.unit COMMAND npm run --silent test WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/web)
add_test(NAME web.types COMMAND npm run --silent typecheck WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/web)
set_tests_properties(web.unit web.types PROPERTIES LABELS unit TIMEOUT 300)
