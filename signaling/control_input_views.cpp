// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/control_input_views.h"

#include "signaling/control_enum.h"
#include "signaling/control_mask.h"

#include <optional>

namespace tsudoi::signaling {

namespace {

using seminar::InputKind;
using seminar::InputSpec;
using seminar::InputStatus;

std::optional<std::string> unlessEmpty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

/// What the kind says about where the picture comes from.
void describeSource(protocol::InputView& view, const InputSpec& spec) {
    view.path = unlessEmpty(spec.path);
    if (spec.kind == InputKind::File) {
        view.loop = spec.loop;
    }
    view.url = unlessEmpty(maskedUrl(spec.url));
    if (spec.kind == InputKind::Srt) {
        view.hasPassphrase = !spec.passphrase.empty();
    }
    view.videoDevice = unlessEmpty(spec.videoDevice);
    view.audioDevice = unlessEmpty(spec.audioDevice);
}

void describeStatus(protocol::InputView& view, const InputStatus& status, const InputSpec& spec) {
    view.state = enumOf<protocol::InputState>(seminar::inputStateName(status.state));
    view.hasVideo = status.hasVideo;
    view.hasAudio = status.hasAudio;
    view.width = status.size.width;
    view.height = status.size.height;
    view.restarts = status.restarts;
    if (status.state == seminar::InputState::Lost) {
        view.retryInMs = status.retryIn.count();
    }
    if (status.problem) {
        const Text text = withoutSecrets(*status.problem, spec);
        view.problem = protocol::Text{.en = text.en, .ja = text.ja};
    }
}

InputKind kindFrom(protocol::InputKind kind) {
    return seminar::inputKindByName(wordOf(kind)).value_or(InputKind::Test);
}

seminar::Interlacing interlacingFrom(protocol::Interlacing interlacing) {
    return seminar::interlacingByName(wordOf(interlacing)).value_or(seminar::Interlacing::Auto);
}

template <typename T>
void replace(T& target, const std::optional<T>& value) {
    if (value) {
        target = *value;
    }
}

}  // namespace

protocol::InputView inputView(const InputSpec& spec, const InputStatus& status, std::size_t order) {
    protocol::InputView view;
    view.name = spec.name;
    view.kind = enumOf<protocol::InputKind>(seminar::inputKindName(spec.kind));
    view.order = static_cast<std::int64_t>(order);
    view.interlacing = enumOf<protocol::Interlacing>(seminar::interlacingName(spec.interlacing));
    describeSource(view, spec);
    describeStatus(view, status, spec);
    return view;
}

InputSpec inputFrom(const protocol::NewInput& input) {
    InputSpec spec;
    spec.id = InputId(input.id.value_or(""));
    spec.name = input.name;
    spec.kind = kindFrom(input.kind);
    spec.path = input.path.value_or("");
    spec.loop = input.loop.value_or(true);
    spec.url = input.url.value_or("");
    spec.passphrase = input.passphrase.value_or("");
    spec.videoDevice = input.videoDevice.value_or("");
    spec.audioDevice = input.audioDevice.value_or("");
    spec.interlacing = interlacingFrom(input.interlacing.value_or(protocol::Interlacing::Auto));
    return spec;
}

Result<InputSpec> inputChanged(InputSpec spec, const protocol::InputChange& change) {
    replace(spec.name, change.name);
    if (change.kind) {
        spec.kind = kindFrom(*change.kind);
    }
    replace(spec.path, change.path);
    replace(spec.loop, change.loop);
    if (change.url && *change.url != maskedUrl(spec.url)) {
        if (change.url->find(kMask) != std::string::npos) {
            return fail(
                ErrorCode::InvalidArgument,
                Text{"*** の部分に利用者名やパスワードをもう一度入力してください。隠された値は引き継がれません。",
                     "Type the user name, password or key again where *** stands. Hidden values are not carried "
                     "over to a changed address."});
        }
        spec.url = *change.url;
    }
    replace(spec.passphrase, change.passphrase);
    replace(spec.videoDevice, change.videoDevice);
    replace(spec.audioDevice, change.audioDevice);
    if (change.interlacing) {
        spec.interlacing = interlacingFrom(*change.interlacing);
    }
    return spec;
}

}  // namespace tsudoi::signaling
