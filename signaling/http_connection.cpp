// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaling/http_connection.h"

#include "signaling/request_parser.h"

#include <utility>

namespace tsudoi::signaling {

HttpConnection::HttpConnection(Wire& wire, ConnectionHost host, SteadyClock::time_point now)
    : wire_(wire), host_(std::move(host)), deadline_(now + kHeadWithin) {}

HttpConnection::~HttpConnection() {
    if (socket_) {
        host_.socketClosed();
    }
}

void HttpConnection::enter(State state, SteadyClock::time_point deadline) {
    state_ = state;
    deadline_ = deadline;
}

void HttpConnection::received(std::string_view bytes, SteadyClock::time_point now) {
    if (state_ == State::Draining) {
        return;
    }
    if (socket_) {
        socket_->feed(bytes, now);
        return;
    }
    if (state_ == State::ReadingHead && input_.empty()) {
        deadline_ = now + kHeadWithin;
    }
    input_.append(bytes);
    if (state_ == State::ReadingHead || state_ == State::ReadingBody) {
        advance(now);
    } else if (input_.size() > kMaxAhead) {
        wire_.pauseReading(true);
    }
}

/// Works through what has arrived. Stops when bytes are missing or a request is in progress.
void HttpConnection::advance(SteadyClock::time_point now) {
    bool going = true;
    while (going) {
        if (state_ == State::ReadingHead) {
            going = readHead(now);
        } else if (state_ == State::ReadingBody) {
            going = readBody(now);
        } else {
            going = false;
        }
    }
}

bool HttpConnection::readHead(SteadyClock::time_point now) {
    if (input_.empty()) {
        return false;
    }
    auto result = parseHead(input_);
    if (const auto* const bad = std::get_if<HeadBad>(&result)) {
        refuse(bad->status, now);
        return false;
    }
    auto* const done = std::get_if<HeadDone>(&result);
    if (done == nullptr) {
        return false;
    }
    input_.erase(0, done->consumed);
    request_ = std::move(done->request);
    headRequest_ = request_.method == Method::Head;
    keepAlive_ = request_.keepAlive;
    if (!checkLength(now)) {
        return false;
    }
    enter(State::ReadingBody, now + kBodyWithin);
    return true;
}

/// Before a byte of the body is kept. \return false: refused
bool HttpConnection::checkLength(SteadyClock::time_point now) {
    const auto limit = host_.service.bodyLimit(request_);
    if (request_.contentLength > limit) {
        if (limit > 0 || request_.reading()) {
            refuse(413, now);
            return false;
        }
        request_.contentLength = 0;  // the answer is 405; the body is never looked at
        keepAlive_ = false;
        input_.clear();
    }
    if (request_.expectContinue && request_.contentLength > input_.size()) {
        constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
        if (!wire_.write(std::as_bytes(std::span(kContinue)))) {
            wire_.kill();
        }
    }
    return true;
}

bool HttpConnection::readBody(SteadyClock::time_point now) {
    if (input_.size() < request_.contentLength) {
        return false;
    }
    request_.body = input_.substr(0, request_.contentLength);
    input_.erase(0, request_.contentLength);
    dispatch(now);
    return true;
}

void HttpConnection::dispatch(SteadyClock::time_point now) {
    ++serial_;
    enter(State::Answering, now + kAnswerWithin);
    const auto later = [this] {
        return host_.makeReply(serial_);
    };
    auto outcome = host_.service.answer(std::move(request_), host_.peer, later, now);
    if (auto* const response = std::get_if<HttpResponse>(&outcome)) {
        respond(std::move(*response), now);
    } else if (auto* const parked = std::get_if<Parked>(&outcome)) {
        parked_ = std::make_unique<Parked>(std::move(*parked));
        deadline_ = parked_->until;
    } else if (auto* const wanted = std::get_if<Upgrade>(&outcome)) {
        upgrade(std::move(*wanted), now);
    }
}

void HttpConnection::refuse(int status, SteadyClock::time_point now) {
    auto response = errorResponse(status);
    response.close = true;
    headRequest_ = false;
    respond(std::move(response), now);
}

void HttpConnection::respond(HttpResponse response, SteadyClock::time_point now) {
    parked_.reset();
    keepAlive_ = keepAlive_ && !response.close && !leaving_;
    auto head = renderHead(response, {keepAlive_, host_.peer.secure});
    const bool withBody = !headRequest_ && response.status != 304;
    outgoing_.emplace(std::move(head), std::move(response.body), withBody);
    enter(State::Sending, now + kSendStall);
    send(now);
}

void HttpConnection::upgrade(Upgrade upgrade, SteadyClock::time_point now) {
    HttpResponse response{101, {}, {}, false};
    response.with("upgrade", "websocket")
        .with("connection", "Upgrade")
        .with("sec-websocket-accept", upgrade.accept)
        .with("sec-websocket-protocol", "tsudoi.v1");
    const auto head = renderHead(response, {true, host_.peer.secure});
    if (!wire_.write(std::as_bytes(std::span(head)))) {
        wire_.kill();
        return;
    }
    enter(State::Socket, SteadyClock::time_point::max());
    socket_ = std::make_unique<ControlSocket>(wire_, host_.socketReceived, now);
    host_.socketOpened(std::move(upgrade.session));
    socket_->feed(std::exchange(input_, {}), now);
}

void HttpConnection::send(SteadyClock::time_point now) {
    switch (outgoing_->write(wire_, host_.scratch)) {
        case Outgoing::Progress::Done: sent(now); break;
        case Outgoing::Progress::More: wire_.wantWritable(); break;
        case Outgoing::Progress::Failed: wire_.kill(); break;
    }
}

void HttpConnection::sent(SteadyClock::time_point now) {
    outgoing_.reset();
    if (!keepAlive_) {
        drain(now);
        return;
    }
    enter(State::ReadingHead, now + (input_.empty() ? kIdle : kHeadWithin));
    wire_.pauseReading(false);
}

/// Closing with unread bytes would make the kernel send RST, which can overtake the answer.
void HttpConnection::drain(SteadyClock::time_point now) {
    enter(State::Draining, now + kDrain);
    input_.clear();
    wire_.pauseReading(false);
    wire_.endOfStream();
}

void HttpConnection::writable(SteadyClock::time_point now) {
    if (socket_) {
        socket_->writable();
    } else if (state_ == State::Sending) {
        deadline_ = now + kSendStall;
        send(now);
        advance(now);
    }
}

void HttpConnection::published(SteadyClock::time_point now) {
    if (!parked_) {
        return;
    }
    if (auto response = host_.service.media().retry(*parked_)) {
        respond(std::move(*response), now);
        advance(now);
    }
}

void HttpConnection::replied(std::uint64_t serial, HttpResponse response, SteadyClock::time_point now) {
    if (state_ == State::Answering && !parked_ && serial == serial_) {
        respond(std::move(response), now);
        advance(now);
    }
}

void HttpConnection::sweep(SteadyClock::time_point now) {
    if (socket_) {
        socket_->sweep(now);
        return;
    }
    if (now < deadline_) {
        return;
    }
    const bool started = state_ == State::ReadingBody || (state_ == State::ReadingHead && !input_.empty());
    if (parked_) {
        respond(MediaDelivery::tooLate(), now);
        advance(now);
    } else if (started) {
        refuse(408, now);
    } else if (state_ == State::Answering) {
        respond(errorResponse(503), now);
        advance(now);
    } else {
        wire_.kill();
    }
}

void HttpConnection::goAway(SteadyClock::time_point now) {
    leaving_ = true;
    if (socket_) {
        socket_->close(CloseCode::GoingAway, "the server stops");
    } else if (parked_) {
        respond(MediaDelivery::tooLate(), now);
    } else if (state_ == State::ReadingHead || state_ == State::ReadingBody) {
        drain(now);
    } else if (state_ == State::Sending) {
        keepAlive_ = false;
    }
}

}  // namespace tsudoi::signaling
