// SPDX-License-Identifier: GPL-3.0-or-later
// [ice], [mail] and [obs_websocket]: other machines that Tsudoi talks with.
#include "config/sections.h"
#include "config/values.h"

#include <fmt/format.h>

#include <array>

namespace tsudoi::config {

namespace {

constexpr std::array<Field<IceSettings>, 4> kIceFields{{
    {"interfaces",
     [](const Value& value, IceSettings& ice) {
         value.into(ice.interfaces);
     }},
    {"stun",
     [](const Value& value, IceSettings& ice) {
         value.into(ice.stun);
     }},
    {"turn",
     [](const Value& value, IceSettings& ice) {
         value.into(ice.turn);
     }},
    {"turn_secret",
     [](const Value& value, IceSettings& ice) {
         value.into(ice.turnSecret);
     }},
}};

constexpr std::array<Field<MailSettings>, 2> kMailFields{{
    {"smtp",
     [](const Value& value, MailSettings& mail) {
         value.into(mail.smtp);
     }},
    {"from",
     [](const Value& value, MailSettings& mail) {
         value.into(mail.from);
     }},
}};

constexpr std::array<Field<ObsWebsocketSettings>, 2> kObsFields{{
    {"listen",
     [](const Value& value, ObsWebsocketSettings& obs) {
         Listen listen;
         value.into(listen, parseListen);
         if (!listen.host.empty()) {
             value.into(obs.listen);
         }
     }},
    {"password",
     [](const Value& value, ObsWebsocketSettings& obs) {
         value.into(obs.password);
     }},
}};

/// The contract has these sections, so that a file can be shared with versions that use them.
void warnUnused(const Value& value) {
    value.problems().warn(value.line(), {fmt::format("[{}] はこの版ではまだ使われません", value.key()),
                                         fmt::format("[{}] has no effect in this version", value.key())});
}

}  // namespace

void readIce(const Value& value, Settings& settings) {
    settings.ice.emplace();
    readSection<IceSettings>(value, kIceFields, *settings.ice);
    if (settings.ice->turn.empty() != settings.ice->turnSecret.empty()) {
        value.problems().error(value.line(), {"[ice] の turn と turn_secret は両方書いてください",
                                              "turn and turn_secret of [ice] belong together; write both"});
    }
}

void readMail(const Value& value, Settings& settings) {
    settings.mail.emplace();
    readSection<MailSettings>(value, kMailFields, *settings.mail);
    warnUnused(value);
}

void readObsWebsocket(const Value& value, Settings& settings) {
    settings.obsWebsocket.emplace();
    readSection<ObsWebsocketSettings>(value, kObsFields, *settings.obsWebsocket);
    warnUnused(value);
}

void appendPeerKeys(std::vector<std::string>& keys) {
    appendKeys<IceSettings>(keys, "ice", kIceFields);
    appendKeys<MailSettings>(keys, "mail", kMailFields);
    appendKeys<ObsWebsocketSettings>(keys, "obs_websocket", kObsFields);
}

}  // namespace tsudoi::config
