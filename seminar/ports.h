// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/ids.h"
#include "base/media.h"
#include "base/result.h"
#include "seminar/access.h"
#include "seminar/macro.h"
#include "seminar/preset.h"
#include "seminar/programme.h"
#include "seminar/seminar.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Where pipeline/, recorder/, signaling/ and seminar/store/ meet. They never include one another.
namespace tsudoi::seminar {

// ---------------------------------------------------------------- encoded media: pipeline -> recorder

/// Takes encoded packets. Threads: thread-safe; called from streaming threads, never waits.
class PacketSink {
public:
    virtual ~PacketSink() = default;
    virtual void push(EncodedPacket packet) noexcept = 0;
};

// ---------------------------------------------------------------- the programme (pipeline/)

/// A browser that is connected over WebRTC.
struct PeerId {
    enum class Kind {
        Panelist,  ///< sends and gets; id: of the input
        Share,     ///< a panelist's screen with its sound, which only sends; id: of the input
        Screen,    ///< in the room: gets a picture and the sound of the panelists; id: any text
        Operator,  ///< a headset: speaks to panelists off air and hears them; id: any text
    } kind = Kind::Panelist;
    std::string id;

    friend auto operator<=>(const PeerId&, const PeerId&) = default;
};

/// What the programme reports. Threads: every call arrives on the control thread.
class ProgrammeEvents {
public:
    virtual ~ProgrammeEvents() = default;
    virtual void inputChanged(const InputStatus& status) = 0;  ///< state, problem or size changed
    virtual void inputRemoved(const InputId& id) = 0;
    virtual void metered(const Meters& meters) = 0;        ///< 10 times a second
    virtual void encoderReplaced(const Text& what) = 0;    ///< fell back to the next best one
    virtual void programmeFailed(const Error& error) = 0;  ///< no encoder works, mixer broken
    virtual void overloaded(bool now) = 0;                 ///< the machine misses frames; it changed
    /// A browser that gets something (no share) is connected now, or not any more.
    virtual void peerConnected(const PeerId& peer, bool now) = 0;
};

/// Takes studio pictures. Threads: thread-safe, never waits.
class PictureSink {
public:
    virtual ~PictureSink() = default;
    /// \param jpeg  baseline JPEG: programme and preview 640 wide, inputs 320 wide
    virtual void picture(const PictureId& id, SharedBytes jpeg) noexcept = 0;
    /// The next frame of the video of all.
    /// \param map   what lies where; another one comes with a keyframe first
    /// \param h264  one access unit, byte stream, constrained baseline
    virtual void multiview(std::shared_ptr<const Multiview> map, SharedBytes h264, bool keyframe) noexcept = 0;
};

/// Largest session description (SDP) that is taken from anybody, bytes; browsers offer about 8 KiB.
inline constexpr std::size_t kMaxDescription = 64 * 1024;

/// Inputs, mixers and encoders of the one programme of this server.
///
/// Threads: thread-bound (control thread). No call blocks longer than 5 ms; slow work goes to workers.
class Programme {
public:
    virtual ~Programme() = default;

    virtual void addInput(const InputSpec& spec) = 0;
    virtual void updateInput(const InputSpec& spec) = 0;  ///< restarts it when its source changed
    virtual void removeInput(const InputId& id) = 0;
    virtual void restartInput(const InputId& id) = 0;
    /// A WebRTC sender wants to bring picture and sound of a `whip` input; it replaces the one that is there.
    /// \param offer     its session description (SDP); nothing in it is trusted
    /// \param answered  once, on the control thread: the description to answer with
    /// \error InvalidArgument: not an offer that we take; NotFound: no such input; Unavailable: it took too long
    virtual void takeSender(const InputId& id, const std::string& offer,
                            std::function<void(Result<std::string>)> answered) = 0;
    virtual void dropSender(const InputId& id) = 0;  ///< it said good-bye

    /// A browser wants to be connected; an earlier connection of the same peer ends.
    /// \param offered  once, on the control thread: our session description, with all addresses of ours
    /// \error NotFound: no such panelist; Unavailable: it took too long, or there are too many connections
    virtual void callPeer(const PeerId& peer, std::function<void(Result<std::string>)> offered) = 0;
    /// \param answer  the browser's session description; nothing in it is trusted
    /// \error NotFound, InvalidArgument, WrongState (nothing was offered, or it has answered)
    virtual Status peerAnswers(const PeerId& peer, const std::string& answer) = 0;
    /// A further address of the browser (RTCIceCandidate). \error NotFound, InvalidArgument, WrongState, TooMany
    virtual Status peerCandidate(const PeerId& peer, unsigned mline, const std::string& candidate) = 0;
    virtual void dropPeer(const PeerId& peer) = 0;  ///< it hung up
    /// Whom a headset speaks to, until it is dropped or called anew. Without: nobody.
    virtual void talk(const PeerId& headset, const Talk& to) = 0;
    /// What a screen shows from its next keyframe on, connected or not. Without: the programme.
    virtual void showOnScreen(const std::string& screen, ScreenPicture picture) = 0;

    virtual void showProgramme(const Scene& scene, const Transition& transition) = 0;
    /// By hand: \p progress of the way from what is on air to \p scene. 0: back to what was on air; 1: there.
    virtual void moveTransition(const Scene& scene, TransitionKind kind, double progress) = 0;
    virtual void showPreview(const Scene& scene) = 0;
    /// Picture and sound of the room leave the stream at the same frame. nullopt: back to the scene.
    virtual void showSlate(const std::optional<Slate>& slate) = 0;
    /// Fades in over the programme, under a slate; the one before fades out first. nullopt: none.
    virtual void showTitle(const std::optional<Title>& title) = 0;
    virtual void setSource(const InputId& id, const SourceSettings& settings) = 0;

    /// From the next frame on packets of every rendition go to \p sink, keyframes first.
    virtual void startEncoding(std::shared_ptr<PacketSink> sink) = 0;
    /// \param done  on the control thread, after the last packet was pushed
    virtual void stopEncoding(std::function<void()> done) = 0;

    /// Studio pictures are made only while somebody looks. nullptr: nobody. The next frame of the multiview is a
    /// keyframe.
    virtual void watchPictures(std::shared_ptr<PictureSink> sink, PictureForms forms) = 0;

    /// What a wall clock showed at programme time 0 (measured once at the start).
    [[nodiscard]] virtual WallTime epoch() const = 0;
};

// ---------------------------------------------------------------- the recording (recorder/)

struct RecordingSpec {
    SeminarId seminar;
    ProgrammeSpec programme;
    WallTime epoch{};  ///< Programme::epoch
};

enum class DiskState { Ok, Low, Full, WriteError };

struct RecordingStatus {
    bool active = false;
    MediaTime published{};  ///< length of what viewers can reach
    std::uint64_t freeBytes = 0;
    std::chrono::seconds freeTime{};  ///< until storage.minimum_free at the ladder's bit rate
    DiskState disk = DiskState::Ok;
};

/// A named moment. Becomes a chapter.
struct Mark {
    MediaTime at{};  ///< from the start of the recording, all runs joined
    std::string label;
};

/// Threads: every call arrives on the control thread.
class RecorderEvents {
public:
    virtual ~RecorderEvents() = default;
    virtual void recordingStarted(const SeminarId& seminar) = 0;  ///< the first part is published
    virtual void recordingChanged(const SeminarId& seminar, const RecordingStatus& status) = 0;
    virtual void recordingEnded(const SeminarId& seminar) = 0;  ///< ENDLIST is out, the replay is there
};

struct RecordingInfo {
    SeminarId seminar;
    bool ended = false;  ///< false: the process died while on air (or it is on air)
    MediaTime duration{};
};

/// Recordings on disk and the live one. Threads: thread-bound (control thread); disk work is done elsewhere.
class Recorder {
public:
    virtual ~Recorder() = default;

    /// What the directory holds, torn tails already cut. Blocks: call before the main loop runs.
    [[nodiscard]] virtual Result<std::vector<RecordingInfo>> open() = 0;
    /// Begins a recording, or continues an existing one of the same seminar (also an ended one: undo).
    /// \error Unavailable: disk too full for a new start
    virtual Result<std::shared_ptr<PacketSink>> begin(const RecordingSpec& spec) = 0;
    /// After the last packet: publishes the rest, then ENDLIST. recordingEnded follows.
    virtual void end(const SeminarId& seminar) = 0;
    virtual void mark(const SeminarId& seminar, const std::string& label) = 0;
    /// Deletes every file of a recording; its media answer Gone from now on.
    virtual void forget(const SeminarId& seminar) = 0;
    /// What the disk has for a recording of this programme, measured now (a call to the system). Not active; Ok or Low.
    [[nodiscard]] virtual RecordingStatus room(const ProgrammeSpec& spec) const = 0;
    /// Writes one MP4 (faststart, chapters from marks, runs joined) without transcoding. Blocks: the CLI's thread.
    [[nodiscard]] virtual Status exportMp4(const SeminarId& seminar, const std::string& path) = 0;
    /// Flushes and closes everything without ENDLIST, so that the next start continues. Blocks.
    virtual void close() = 0;
};

// ---------------------------------------------------------------- media for viewers: recorder -> signaling

/// A piece of an open, growing or finished file; read with pread(2).
struct FileRange {
    std::shared_ptr<const void> owner;  ///< keeps the descriptor open
    int fd = -1;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

enum class CacheRule { Immutable, Live, Replay, Never };

struct MediaBody {
    std::variant<SharedBytes, FileRange> body;
    SharedBytes gzip;              ///< the same body compressed (playlists); empty: none
    std::string_view contentType;  ///< static text
    CacheRule cache = CacheRule::Never;
    std::string etag;  ///< without quotes; empty: none
};

struct MediaRequest {
    SeminarId seminar;
    std::string path;                   ///< after /media/{seminar}/, e.g. "1080p/12.3.m4s"
    std::optional<std::uint64_t> msn;   ///< _HLS_msn
    std::optional<std::uint64_t> part;  ///< _HLS_part
    bool skip = false;                  ///< _HLS_skip=YES
};

struct MediaReply {
    enum class Kind { Ready, Wait, BadRequest, NotFound, Unavailable, Gone };
    Kind kind = Kind::NotFound;
    MediaBody body;                       ///< Ready
    std::chrono::milliseconds longest{};  ///< Wait: give up with 503 after this time in all
};

/// What viewers can fetch. Threads: thread-safe, never blocks on disk longer than a page-cache read.
class MediaShelf {
public:
    virtual ~MediaShelf() = default;
    /// Wait: ask again after the next call of a listener (a part was published) until longest is over.
    [[nodiscard]] virtual MediaReply read(const MediaRequest& request) const = 0;
    /// \param published  called from the recorder's thread once per published part and at the end; must be quick
    virtual void onPublished(std::function<void()> published) = 0;
};

/// What the audience gets at one moment, decoded.
struct StreamLook {
    MediaTime published{};  ///< length of what viewers can reach
    std::optional<double>
        peakDb;  ///< of the newest whole segment's sound, dBFS; nullopt: none, or it cannot be had now
    std::optional<PictureLook> picture;  ///< its first one, of the smallest rendition; nullopt: the same
};

/// Looks at the published stream. Threads: thread-bound (control thread).
class StreamProbe {
public:
    virtual ~StreamProbe() = default;
    /// Decodes the newest whole segment elsewhere, within some 20 ms.
    /// \param done  on the control thread. NotFound: nothing is published; Io, Corrupt: it cannot be read
    virtual void look(const SeminarId& seminar, std::function<void(Result<StreamLook>)> done) = 0;
};

// ---------------------------------------------------------------- store (seminar/store/)

/// What the switcher showed last. Absent: never set.
struct StoredStudio {
    std::optional<Scene> preview;
    std::optional<Scene> programme;
    std::optional<Transition> transition;
    std::optional<Slate> slate;
    std::map<InputId, SourceSettings> sources;
    std::vector<Preset> presets;
    std::vector<OwnLayoutPtr> layouts;
    std::vector<Macro> macros;
    bool director = false;  ///< AutoDirector is on
};

/// Everything that must survive a restart, as it was when the process began.
struct StoredState {
    std::vector<Seminar> seminars;
    std::vector<Person> people;
    std::vector<AccessKey> keys;
    std::vector<Session> sessions;
    std::vector<InputSpec> inputs;  ///< added in the studio, in order
    StoredStudio studio;
};

/// Which of the studio's two scenes.
enum class SceneRole { Preview, Programme };

/// Keeps it. save… and remove… are queued to the store thread (the only writer) and return at once; a write that
/// fails is retried and reported through onError.
///
/// Threads: thread-bound (control thread), apart from findStaff.
class Store {
public:
    virtual ~Store() = default;
    [[nodiscard]] virtual Result<StoredState> load() = 0;  ///< blocks: before the main loop runs
    virtual void saveSeminar(const Seminar& seminar) = 0;
    virtual void removeSeminar(const SeminarId& seminar) = 0;  ///< with its people, keys, sessions
    virtual void savePerson(const Person& person) = 0;
    virtual void saveKey(const AccessKey& key) = 0;
    virtual void saveSession(const Session& session) = 0;
    virtual void removeSession(const KeyHash& session) = 0;
    virtual void saveInput(const InputSpec& input, int order) = 0;
    virtual void removeInput(const InputId& input) = 0;  ///< with its sound settings
    virtual void saveSource(const InputId& input, const SourceSettings& settings) = 0;
    virtual void saveScene(SceneRole role, const Scene& scene) = 0;
    virtual void saveTransition(const Transition& transition) = 0;
    virtual void saveSlate(const std::optional<Slate>& slate) = 0;
    virtual void savePresets(const std::vector<Preset>& presets) = 0;  ///< all of them, in their order
    virtual void saveMacros(const std::vector<Macro>& macros) = 0;     ///< all of them, in their order
    virtual void saveDirector(bool on) = 0;
    virtual void saveLayouts(const std::vector<OwnLayoutPtr>& layouts) = 0;  ///< all of them, in their order
    /// Reads the account as it is on disk now: the command line may have changed it meanwhile.
    /// Thread-safe; blocks (worker). \return nullopt: no such account
    [[nodiscard]] virtual Result<std::optional<StaffAccount>> findStaff(const StaffName& name) const = 0;
    /// Blocks until everything queued is on disk, or until the disk has refused it for kFlushLimit.
    virtual void flush() = 0;
    static constexpr std::chrono::seconds kFlushLimit{5};
};

// ---------------------------------------------------------------- cryptography (signaling/)

/// Threads: thread-safe.
class Crypto {
public:
    virtual ~Crypto() = default;
    [[nodiscard]] virtual KeyHash hashKey(std::string_view key) const = 0;  ///< SHA-256
    /// scrypt with random salt. Slow on purpose (about 50 ms): never on the control thread.
    [[nodiscard]] virtual std::string hashPassword(std::string_view password) const = 0;
    [[nodiscard]] virtual bool passwordMatches(std::string_view password, std::string_view hash) const = 0;
};

}  // namespace tsudoi::seminar
