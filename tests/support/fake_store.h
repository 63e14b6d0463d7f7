// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/synchronized.h"
#include "seminar/ports.h"

#include <algorithm>
#include <map>

namespace tsudoi::tests {

/// A store in memory. What was saved can be loaded again: a restart in a test.
class FakeStore final : public seminar::Store {
public:
    [[nodiscard]] Result<seminar::StoredState> load() override { return state; }

    void saveSeminar(const seminar::Seminar& seminar) override { put(state.seminars, seminar, &seminar::Seminar::id); }
    void removeSeminar(const SeminarId& id) override {
        std::erase_if(state.seminars, [&](const auto& item) { return item.id == id; });
        std::erase_if(state.people, [&](const auto& item) { return item.seminar == id; });
        std::erase_if(state.keys, [&](const auto& item) { return item.seminar == id; });
        std::erase_if(state.sessions, [&](const auto& item) { return item.seminar == id; });
    }
    void savePerson(const seminar::Person& person) override { put(state.people, person, &seminar::Person::key); }
    void saveKey(const seminar::AccessKey& key) override { put(state.keys, key, &seminar::AccessKey::hash); }
    void saveSession(const seminar::Session& session) override {
        put(state.sessions, session, &seminar::Session::hash);
    }
    void removeSession(const seminar::KeyHash& session) override {
        std::erase_if(state.sessions, [&](const auto& item) { return item.hash == session; });
    }
    void saveInput(const seminar::InputSpec& input, int order) override {
        inputs[input.id] = {order, input};
        listInputs();
    }
    void removeInput(const InputId& input) override {
        inputs.erase(input);
        state.studio.sources.erase(input);
        listInputs();
    }
    void saveSource(const InputId& input, const seminar::SourceSettings& settings) override {
        state.studio.sources[input] = settings;
    }
    void saveScene(seminar::SceneRole role, const seminar::Scene& scene) override {
        (role == seminar::SceneRole::Preview ? state.studio.preview : state.studio.programme) = scene;
    }
    void saveTransition(const seminar::Transition& transition) override { state.studio.transition = transition; }
    void saveSlate(const std::optional<seminar::Slate>& slate) override { state.studio.slate = slate; }
    void savePresets(const std::vector<seminar::Preset>& presets) override { state.studio.presets = presets; }
    void saveMacros(const std::vector<seminar::Macro>& macros) override { state.studio.macros = macros; }
    void saveDirector(bool on) override { state.studio.director = on; }
    void saveLayouts(const std::vector<seminar::OwnLayoutPtr>& layouts) override { state.studio.layouts = layouts; }
    [[nodiscard]] Result<std::optional<seminar::StaffAccount>> findStaff(const StaffName& name) const override {
        return staff.with([&](const auto& accounts) -> std::optional<seminar::StaffAccount> {
            const auto found = accounts.find(name);
            return found != accounts.end() ? std::optional(found->second) : std::nullopt;
        });
    }
    void flush() override {}

    seminar::StoredState state;
    Synchronized<std::map<StaffName, seminar::StaffAccount>> staff;

private:
    template <typename T, typename Key>
    static void put(std::vector<T>& list, const T& value, Key T::*key) {
        const auto same = [&](const T& item) {
            return item.*key == value.*key;
        };
        const auto found = std::find_if(list.begin(), list.end(), same);
        if (found != list.end()) {
            *found = value;
        } else {
            list.push_back(value);
        }
    }
    void listInputs() {
        std::vector<std::pair<int, seminar::InputSpec>> ordered;
        for (const auto& [id, input] : inputs) {
            ordered.push_back(input);
        }
        std::ranges::sort(ordered, {}, &std::pair<int, seminar::InputSpec>::first);
        state.inputs.clear();
        for (const auto& [order, input] : ordered) {
            state.inputs.push_back(input);
        }
    }

    std::map<InputId, std::pair<int, seminar::InputSpec>> inputs;
};

}  // namespace tsudoi::tests
