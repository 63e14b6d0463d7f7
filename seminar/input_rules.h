// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/text.h"
#include "seminar/programme.h"

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

/// What inputs, their sound settings and words over the programme must be like, and the sentences the operator reads
/// about them.
namespace tsudoi::seminar {

/// \return an id that is not taken, made from the kind: "camera-1", "file-2"
[[nodiscard]] InputId freeInputId(InputKind kind, const std::map<InputId, InputSpec>& taken);

/// \return false: it surely has sound only
[[nodiscard]] bool mayHavePicture(const InputSpec& spec);

/// \error InvalidArgument: a number outside its range
[[nodiscard]] Status validate(const SourceSettings& settings);

inline constexpr std::size_t kMaxSlateText = 200;  ///< characters
inline constexpr std::size_t kMaxTitleText = 200;  ///< characters of a line

/// \error InvalidArgument: too long, or not text
[[nodiscard]] Status validate(const Slate& slate);
[[nodiscard]] Status validate(const Title& title);

/// Takes out what is not there any more; a scene from the store may be older than the inputs.
[[nodiscard]] Scene withKnownInputs(Scene scene, const std::map<InputId, InputSpec>& inputs);

/// \return full screen of the first input with a picture after \p skip others; empty when there is none
[[nodiscard]] Scene firstPicture(const std::vector<InputId>& order, const std::map<InputId, InputSpec>& inputs,
                                 std::size_t skip);

/// \error InvalidArgument: not possible in its layout; NotFound: an input that is not there
[[nodiscard]] Status validate(const Scene& scene, const std::map<InputId, InputSpec>& inputs);
[[nodiscard]] Status noSuchInput(const InputId& id);  ///< NotFound, in words
[[nodiscard]] Text lostInputText(const InputSpec& spec, const std::optional<Text>& problem);
[[nodiscard]] Text configuredText(const InputSpec& spec);

}  // namespace tsudoi::seminar
