// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seminar/ports.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tsudoi::tests {

using CallLog = std::vector<std::string>;

/// A programme that remembers what it was told.
class FakeProgramme final : public seminar::Programme {
public:
    explicit FakeProgramme(CallLog* log = nullptr) : log_(log) {}

    void addInput(const seminar::InputSpec& spec) override { inputs[spec.id] = spec; }
    void updateInput(const seminar::InputSpec& spec) override { inputs[spec.id] = spec; }
    void removeInput(const InputId& id) override { inputs.erase(id); }
    void restartInput(const InputId& id) override { restarted.push_back(id); }
    void takeSender(const InputId& id, const std::string& offer,
                    std::function<void(Result<std::string>)> answered) override {
        senders[id] = offer;
        answered(senderAnswer);
    }
    void dropSender(const InputId& id) override { senders.erase(id); }
    void callPeer(const seminar::PeerId& peer, std::function<void(Result<std::string>)> offered) override {
        peers[peer] = "";
        offered(senderAnswer);
    }
    Status peerAnswers(const seminar::PeerId& peer, const std::string& answer) override {
        peers[peer] = answer;
        return {};
    }
    Status peerCandidate(const seminar::PeerId& peer, unsigned mline, const std::string& candidate) override {
        peers[peer] += std::to_string(mline) + candidate;
        return {};
    }
    void dropPeer(const seminar::PeerId& peer) override {
        peers.erase(peer);
        dropped.push_back(peer);
    }
    void talk(const seminar::PeerId& headset, const seminar::Talk& to) override { talks[headset.id] = to; }
    void showOnScreen(const std::string& screen, seminar::ScreenPicture picture) override { screens[screen] = picture; }
    void showProgramme(const seminar::Scene& scene, const seminar::Transition& transition) override {
        programme = scene;
        lastTransition = transition;
    }
    void moveTransition(const seminar::Scene& scene, seminar::TransitionKind kind, double progress) override {
        if (progress >= 1) {
            programme = scene;
        }
        lastTransition = {kind, {}};
        moved = progress;
    }
    void showPreview(const seminar::Scene& scene) override { preview = scene; }
    void showTitle(const std::optional<seminar::Title>& shown) override { title = shown; }
    void showSlate(const std::optional<seminar::Slate>& shown) override { slate = shown; }
    void setSource(const InputId& id, const seminar::SourceSettings& settings) override { sources[id] = settings; }
    void startEncoding(std::shared_ptr<seminar::PacketSink> to) override {
        note("startEncoding");
        sink = std::move(to);
    }
    /// Packets stop when the test says so: finishStopping().
    void stopEncoding(std::function<void()> done) override {
        note("stopEncoding");
        stopping = std::move(done);
    }
    void watchPictures(std::shared_ptr<seminar::PictureSink> to, seminar::PictureForms wanted) override {
        pictures = std::move(to);
        pictureForms = wanted;
        ++pictureRequests;
    }
    [[nodiscard]] WallTime epoch() const override { return WallTime(std::chrono::hours(1)); }

    void finishStopping() {
        sink.reset();
        if (const auto done = std::exchange(stopping, nullptr)) {
            done();
        }
    }
    [[nodiscard]] bool encoding() const { return sink != nullptr; }

    std::map<InputId, seminar::InputSpec> inputs;
    std::map<InputId, seminar::SourceSettings> sources;
    std::vector<InputId> restarted;
    std::map<InputId, std::string> senders;        ///< what they offered
    std::map<seminar::PeerId, std::string> peers;  ///< what they answered
    std::vector<seminar::PeerId> dropped;
    std::map<std::string, seminar::ScreenPicture> screens;
    std::map<std::string, seminar::Talk> talks;
    Result<std::string> senderAnswer{"v=0\r\n"};
    seminar::Scene programme;
    seminar::Scene preview;
    seminar::Transition lastTransition;
    std::optional<double> moved;  ///< by hand, last
    std::optional<seminar::Slate> slate;
    std::optional<seminar::Title> title;
    std::shared_ptr<seminar::PacketSink> sink;
    std::shared_ptr<seminar::PictureSink> pictures;
    seminar::PictureForms pictureForms;
    int pictureRequests = 0;
    std::function<void()> stopping;

private:
    void note(const char* call) {
        if (log_ != nullptr) {
            log_->emplace_back(call);
        }
    }
    CallLog* log_;
};

}  // namespace tsudoi::tests
