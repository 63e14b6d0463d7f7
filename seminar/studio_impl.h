// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/studio.h"
#include "seminar/studio_history.h"

#include <set>

namespace tsudoi::seminar {

/// The studio's workings. studio.cpp: scenes and sound; studio_presets.cpp: presets; studio_layouts.cpp: own
/// layouts; studio_inputs.cpp: inputs, what
/// the programme reports of them, and after a restart.
struct Studio::Impl {
    Impl(Programme& theProgramme, Store& theStore, Executor& theControl, Clock theClock)
        : programme(theProgramme), store(theStore), control(theControl), clock(std::move(theClock)) {}

    void changed();
    void changedByHand();
    void setPreview(const Scene& scene);
    void notePreview(Scene next);
    void setSource(const InputId& id, const SourceSettings& settings);
    void add(const InputSpec& spec, bool fromFile);
    void drop(const InputId& id);
    void noteConfigured(const InputSpec& spec);
    void savePresets();
    void taken();
    void cancelTBar();
    [[nodiscard]] Status notMidWay() const;
    void refreshLayout(Scene& scene) const;
    void applyRecalled();
    void saveOrder();
    void saveScenes();
    void restoreScenes(const StoredStudio& stored);
    void raise(Alert alert);
    void settle(const std::string& alertId);
    void warnOf(const InputStatus& status);

    Programme& programme;
    Store& store;
    Executor& control;
    Clock clock;
    StudioState state;
    StudioHistory history;
    std::set<InputId> configured;    ///< from the settings file: not in the store
    std::uint64_t handRevision = 0;  ///< of the newest change of scenes or inputs
    bool announced = false;          ///< a call of onChange is on its way
    std::vector<std::function<void()>> onChange;
    std::vector<std::function<void(const Meters&)>> onMeters;
    Lifetime lifetime;
};

}  // namespace tsudoi::seminar
