// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/result.h"
#include "base/thread_role.h"
#include "seminar/own_layout.h"
#include "seminar/ports.h"
#include "seminar/preset.h"
#include "seminar/programme.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tsudoi::seminar {

enum class AlertLevel { Info, Warning, Alarm };

/// One notice for the operator. Newest first; kMaxAlerts are kept. One that ended stays, marked as over.
struct Alert {
    std::string id;  ///< what it is about, e.g. "input-lost:camera1"; a new one with this id replaces it
    AlertLevel level = AlertLevel::Info;
    Text text;
    WallTime at{};
    bool over = false;
};
inline constexpr std::size_t kMaxAlerts = 50;

/// How far the T-bar is.
struct TBar {
    double position = 0;  ///< 0 programme, 1 preview; never quite one of them
    TransitionKind kind = TransitionKind::Fade;

    friend bool operator==(const TBar&, const TBar&) = default;
};

/// Everything that all studio pages show, apart from the seminar itself.
struct StudioState {
    std::uint64_t revision = 0;  ///< goes up with every change
    std::vector<InputId> order;
    std::map<InputId, InputSpec> inputs;
    std::map<InputId, InputStatus> statuses;
    std::map<InputId, SourceSettings> sources;
    Scene preview;
    Scene programme;
    Transition transition{TransitionKind::Fade, kDefaultFade};  ///< of the TAKE button
    std::optional<Slate> slate;
    std::optional<Title> title;         ///< until the process ends
    std::vector<Preset> presets;        ///< in the operator's order
    std::vector<OwnLayoutPtr> layouts;  ///< made by operators, in their order
    /// A transition that is moved by hand and stands between programme and preview; absent: none.
    std::optional<TBar> tbar;
    PresetId recalled;  ///< is in the preview, and complete with the next take; empty: none
    std::deque<Alert> alerts;
    std::size_t undoSteps = 0;         ///< changes that undo can take back
    std::map<PeerId, WallTime> peers;  ///< browsers that are connected and get something, since when
};

/// The switcher: preview, programme, slate, inputs and sound settings. Everything set here survives a restart.
///
/// Place in the flow: control layer -> [Studio] -> Programme. Also hears ProgrammeEvents.
/// Threads: thread-bound (control thread). Owns the studio's state.
class Studio final : public ProgrammeEvents {
public:
    Studio(Programme& programme, Store& store, Executor& control, Clock clock = {});
    ~Studio() override;

    /// Puts back inputs, scenes and sound settings. Inputs of the settings file come first and win over stored ones of
    /// the same id. Without a stored scene the first input with a picture is full screen.
    void restore(const StoredState& stored, const std::vector<InputSpec>& configured) TSUDOI_CONTROL_THREAD;

    [[nodiscard]] const StudioState& state() const TSUDOI_CONTROL_THREAD;
    /// Called after every change of state (several changes in one turn of the loop: once). As many as want it.
    void onChange(std::function<void()> changed) TSUDOI_CONTROL_THREAD;
    /// Ten times a second. As many as want it.
    void onMeters(std::function<void(const Meters&)> metered) TSUDOI_CONTROL_THREAD;

    /// \param revision  what the page had seen; Conflict, nothing done, when scenes or inputs were changed since
    /// \error InvalidArgument (unknown slot, input twice), NotFound (input), Conflict, WrongState (the T-bar is under
    /// way)
    Status preview(const Scene& scene, std::optional<std::uint64_t> revision = {}) TSUDOI_CONTROL_THREAD;
    /// Programme and preview change places. A transition given here, unless a cut, is the TAKE button's from now on.
    /// \error InvalidArgument: duration outside 0 to kMaxTransition
    Status take(std::optional<Transition> transition) TSUDOI_CONTROL_THREAD;
    /// Moves from programme to preview by hand. At 1 the preview is on air as after a take; back at 0 nothing was done.
    /// A take in between goes the rest of the way by itself. \param kind  absent: the TAKE button's; what it was when
    /// the movement began counts \error InvalidArgument: not from 0 to 1
    Status tbar(double position, std::optional<TransitionKind> kind) TSUDOI_CONTROL_THREAD;
    /// Takes an input out of the programme, where the others take its room. Nothing is done when it is alone there.
    Status withdraw(const InputId& id) TSUDOI_CONTROL_THREAD;
    /// The programme without the preview: a meeting arranges itself. \error InvalidArgument, NotFound
    Status arrange(const Scene& scene, const Transition& transition) TSUDOI_CONTROL_THREAD;
    Status slate(const std::optional<Slate>& slate) TSUDOI_CONTROL_THREAD;
    /// \error InvalidArgument: empty or too long
    Status title(const std::optional<Title>& title) TSUDOI_CONTROL_THREAD;
    /// \error NotFound, InvalidArgument (gain, delay outside their ranges)
    Status source(const InputId& id, const SourceSettings& settings) TSUDOI_CONTROL_THREAD;

    /// Keeps what the preview shows now as a preset, or changes one.
    /// \error InvalidArgument (name, title), NotFound (preset), TooMany (kMaxPresets)
    Result<PresetId> savePreset(const PresetWish& wish) TSUDOI_CONTROL_THREAD;
    /// Puts a preset's scene into the preview; its sound and title come with the take, unless the preview is changed
    /// before. Inputs that are gone are left out. \error NotFound
    Status recallPreset(const PresetId& id) TSUDOI_CONTROL_THREAD;
    Status movePreset(const PresetId& id, std::size_t place) TSUDOI_CONTROL_THREAD;  ///< \error NotFound
    Status removePreset(const PresetId& id) TSUDOI_CONTROL_THREAD;                   ///< \error NotFound

    /// Keeps a layout, or changes the one of its id: the preview and presets that have it change, too, the programme
    /// with the next take. \return its id
    /// \error InvalidArgument, NotFound (layout), TooMany (kMaxOwnLayouts), WrongState (the T-bar is under way)
    Result<LayoutId> saveLayout(OwnLayout layout) TSUDOI_CONTROL_THREAD;
    Status moveLayout(const LayoutId& id, std::size_t place) TSUDOI_CONTROL_THREAD;  ///< \error NotFound
    /// \error NotFound; WrongState: preview, programme or a preset has it
    Status removeLayout(const LayoutId& id) TSUDOI_CONTROL_THREAD;

    /// Takes back the newest change of the preview or of a source's sound, whoever made it; not what a take did.
    /// \error WrongState: there is none
    Status undo() TSUDOI_CONTROL_THREAD;

    /// \param spec   an empty id: one is made from the kind ("camera-2")
    /// \param sound  how it is set from the start
    /// \error InvalidArgument (a field the kind needs is missing), Conflict (id exists), TooMany (kMaxInputs)
    Result<InputId> addInput(InputSpec spec, const SourceSettings& sound = {}) TSUDOI_CONTROL_THREAD;
    Status updateInput(const InputSpec& spec) TSUDOI_CONTROL_THREAD;
    Status removeInput(const InputId& id) TSUDOI_CONTROL_THREAD;  ///< \error WrongState: it is on air
    Status restartInput(const InputId& id) TSUDOI_CONTROL_THREAD;
    static constexpr std::size_t kMaxInputs = 32;

    void raise(Alert alert) TSUDOI_CONTROL_THREAD;
    void settle(const std::string& alertId) TSUDOI_CONTROL_THREAD;

    // -- ProgrammeEvents
    void inputChanged(const InputStatus& status) override;
    void inputRemoved(const InputId& id) override;
    void metered(const Meters& meters) override;
    void encoderReplaced(const Text& what) override;
    void programmeFailed(const Error& error) override;
    void overloaded(bool now) override;
    void peerConnected(const PeerId& peer, bool now) override;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// \error InvalidArgument: a field that this kind needs is missing or too long (the text names it)
[[nodiscard]] Status validate(const InputSpec& spec);

}  // namespace tsudoi::seminar
