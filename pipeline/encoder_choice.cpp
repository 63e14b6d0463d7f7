// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/encoder_choice.h"

#include "hardware/encoders.h"
#include "pipeline/encoder_elements.h"

namespace tsudoi::pipeline {

std::vector<std::string> workingEncoders() {
    std::vector<std::string> elements;
    for (const hardware::Encoder& encoder : hardware::listEncoders()) {
        if (encoder.hardware && encoder.working) {
            elements.push_back(encoder.element);
        }
    }
    elements.emplace_back(kSoftwareEncoder);
    return elements;
}

}  // namespace tsudoi::pipeline
