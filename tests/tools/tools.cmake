# SPDX-License-Identifier: GPL-3.0-or-later
# The conformance checker: a library for the tests, and hls-check for running servers (scripts/hls-check).
add_library(hls_check STATIC ${CMAKE_CURRENT_SOURCE_DIR}/support/hls_playlist.cpp
            ${CMAKE_CURRENT_SOURCE_DIR}/support/hls_check.cpp
            ${CMAKE_CURRENT_SOURCE_DIR}/support/hls_stream_check.cpp)
target_include_directories(hls_check PUBLIC ${CMAKE_SOURCE_DIR})
target_link_libraries(hls_check PRIVATE tsudoi_options)
target_link_libraries(test_support INTERFACE hls_check)

tsudoi_dependency(tsudoi_curl PKG libcurl)
add_executable(hls-check ${CMAKE_CURRENT_SOURCE_DIR}/tools/hls_check.cpp)
target_link_libraries(hls-check PRIVATE hls_check tsudoi_options tsudoi_curl tsudoi_cli)

# A camera that shows the time, for the latency bench.
add_executable(clock-camera ${CMAKE_CURRENT_SOURCE_DIR}/tools/clock_camera.cpp)
target_link_libraries(clock-camera PRIVATE tsudoi_options tsudoi_gstreamer)

# Panelists that replay a film, for the panelists bench.
add_executable(panelist-crowd ${CMAKE_CURRENT_SOURCE_DIR}/tools/panelist_crowd.cpp)
target_link_libraries(panelist-crowd PRIVATE tsudoi_options tsudoi_gstreamer pipeline)
