// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/ports.h"
#include "support/fake_programme.h"

#include <optional>
#include <string>
#include <vector>

namespace tsudoi::tests {

/// A recorder that remembers what it was told. Its events come from the test.
class FakeRecorder final : public seminar::Recorder {
public:
    explicit FakeRecorder(CallLog& log) : log_(log) {}

    [[nodiscard]] Result<std::vector<seminar::RecordingInfo>> open() override {
        return std::vector<seminar::RecordingInfo>{};
    }
    Result<std::shared_ptr<seminar::PacketSink>> begin(const seminar::RecordingSpec& spec) override {
        if (refusal) {
            return fail(*refusal);
        }
        log_.push_back("begin " + spec.seminar.str());
        return std::make_shared<NoSink>();
    }
    void end(const SeminarId& seminar) override { log_.push_back("end " + seminar.str()); }
    void mark(const SeminarId& seminar, const std::string& label) override {
        log_.push_back("mark " + seminar.str() + " " + label);
    }
    void forget(const SeminarId& seminar) override { log_.push_back("forget " + seminar.str()); }
    [[nodiscard]] seminar::RecordingStatus room(const seminar::ProgrammeSpec& /*spec*/) const override { return idle; }
    [[nodiscard]] Status exportMp4(const SeminarId&, const std::string&) override { return {}; }
    void close() override {}

    std::optional<Error> refusal;   ///< of begin
    seminar::RecordingStatus idle;  ///< of room

private:
    class NoSink final : public seminar::PacketSink {
    public:
        void push(EncodedPacket) noexcept override {}
    };
    CallLog& log_;
};

}  // namespace tsudoi::tests
