// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/input_ports.h"
#include "seminar/programme.h"

namespace tsudoi::pipeline {

/// Builds the source of an input into the pipeline; what it decodes goes to the ports.
/// \param attempt  failed starts before this one: some sources try another way then
/// \error Unavailable (element or device missing), NotFound (device), InvalidArgument (address)
Status buildSource(const seminar::InputSpec& spec, int attempt, InputPorts& ports);

/// One for each kind; called by buildSource.
Status buildTestSource(const seminar::InputSpec& spec, InputPorts& ports);
Status buildFileSource(const seminar::InputSpec& spec, InputPorts& ports);
Status buildDeviceSource(const seminar::InputSpec& spec, int attempt, InputPorts& ports);
Status buildRtspSource(const seminar::InputSpec& spec, int attempt, InputPorts& ports);
Status buildSrtSource(const seminar::InputSpec& spec, InputPorts& ports);
Status buildRtmpSource(const seminar::InputSpec& spec, InputPorts& ports);

}  // namespace tsudoi::pipeline
