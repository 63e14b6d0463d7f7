// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/media.h"
#include "base/result.h"
#include "seminar/macros.h"
#include "seminar/panel.h"
#include "seminar/ports.h"
#include "seminar/room_screens.h"
#include "seminar/run_sheet.h"
#include "seminar/seminar.h"
#include "seminar/studio.h"
#include "signaling/generated/protocol.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// How the domain looks in the protocol. Pure functions of values; secrets stay here.
namespace tsudoi::signaling {

/// A seminar with what only the running server knows about it.
struct SeminarNow {
    seminar::Seminar seminar;
    int viewers = 0;
};

/// What studio pages show, gathered from the domain.
struct StudioSources {
    const seminar::StudioState& studio;
    const seminar::ProgrammeSpec& spec;
    const std::vector<SeminarNow>& seminars;
    std::vector<seminar::Panelist> panelists;
    std::vector<seminar::RoomScreen> screens;
    std::set<PersonId> openScreens;                ///< those whose page is open
    std::map<std::string, std::string> questions;  ///< to panelists, by seminar
    std::optional<SeminarId> onAir;
    std::optional<bool> arranging;
    seminar::RecordingStatus recording;
    seminar::Checklist checklist;
    std::vector<seminar::Macro> macros;
    std::optional<seminar::Macros::Run> macroRun;
    bool director = false;
    WallTime now{};
};

[[nodiscard]] protocol::SeminarView seminarView(const SeminarNow& seminar, WallTime now);
/// "you" and "serverTime" are left empty: they belong to a connection.
[[nodiscard]] protocol::StudioSnapshot studioView(const StudioSources& sources);
[[nodiscard]] protocol::AlertView alertView(const seminar::Alert& alert);
[[nodiscard]] protocol::StudioMeters metersView(const seminar::Meters& meters);
[[nodiscard]] protocol::SeminarSnapshot seminarsView(const std::vector<SeminarNow>& seminars,
                                                     const std::optional<SeminarId>& onAir, WallTime now);
/// \param watchable  something of it is published
[[nodiscard]] protocol::AttendSnapshot attendView(const seminar::Seminar& seminar, bool watchable);
/// What the operator tells a panelist.
struct PanelWords {
    std::optional<seminar::PanelMessage> message;
    std::string question;  ///< empty: none
};
/// What one panelist's page shows. "serverTime" is left empty: it belongs to a connection.
/// \param all  of every seminar; those of other seminars are left out
[[nodiscard]] protocol::PanelSnapshot panelView(const seminar::Panelist& you, const seminar::Seminar& seminar,
                                                const std::vector<seminar::Panelist>& all, const PanelWords& words);
[[nodiscard]] protocol::OfficeSeminar officeView(const SeminarNow& seminar, const std::string& publicUrl);
[[nodiscard]] protocol::PersonView personView(const seminar::Person& person);

/// \return the address at which attendees find a seminar
[[nodiscard]] std::string seminarUrl(const std::string& publicUrl, const SeminarId& id);

}  // namespace tsudoi::signaling
