// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/pipewire_nodes.h"

#include "base/release.h"
#include "hardware/device_formats.h"
#include "hardware/pipewire_format.h"

#include <pipewire/pipewire.h>

#include <algorithm>
#include <charconv>
#include <ctime>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

// PipeWire's methods are macros: GNU C.
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wpedantic"
#ifdef __clang__
#pragma GCC diagnostic ignored "-Wgnu-statement-expression"
#endif

namespace tsudoi::hardware {

namespace {

constexpr std::time_t kPatienceSeconds = 2;

using MainLoopPtr = std::unique_ptr<pw_main_loop, Release<pw_main_loop_destroy>>;
using ContextPtr = std::unique_ptr<pw_context, Release<pw_context_destroy>>;
using CorePtr = std::unique_ptr<pw_core, Release<pw_core_disconnect>>;
using ProxyPtr = std::unique_ptr<pw_proxy, Release<pw_proxy_destroy>>;

/// A listener that ends with its owner.
struct Hook {
    Hook() = default;
    ~Hook() {
        if (entry.link.next != nullptr) {
            spa_hook_remove(&entry);
        }
    }
    Hook(const Hook&) = delete;
    Hook& operator=(const Hook&) = delete;

    spa_hook entry{};
};

std::string_view textOf(const spa_dict* properties, const char* name) {
    const char* const value = properties != nullptr ? spa_dict_lookup(properties, name) : nullptr;
    return value != nullptr ? value : std::string_view{};
}

template <typename Number>
Number numberOf(const spa_dict* properties, const char* name) {
    const std::string_view text = textOf(properties, name);
    Number number{};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::optional<DeviceKind> kindOf(std::string_view mediaClass) {
    if (mediaClass.starts_with("Video/Source")) {
        return DeviceKind::Camera;
    }
    if (mediaClass.starts_with("Audio/Source")) {
        return DeviceKind::Microphone;
    }
    return std::nullopt;
}

/// One look at what there is: a main loop that runs until the server has answered everything.
class Listing {
public:
    std::vector<PipeWireNode> run();

private:
    /// A node, or one of its ports: either may know the formats.
    struct Bound {
        Bound(Listing& listing, std::shared_ptr<PipeWireNode> itsNode, ProxyPtr itsProxy)
            : owner(listing), node(std::move(itsNode)), proxy(std::move(itsProxy)) {}
        /// \return true once, when its parameters say that it can tell its formats
        [[nodiscard]] bool mayAsk(std::span<const spa_param_info> parameters);

        Listing& owner;
        std::shared_ptr<PipeWireNode> node;
        ProxyPtr proxy;
        Hook hook;  // goes before the proxy
        bool asked = false;
    };

    static const pw_core_events kCoreEvents;
    static const pw_registry_events kRegistryEvents;
    static const pw_node_events kNodeEvents;
    static const pw_port_events kPortEvents;

    static void appeared(void* self, std::uint32_t id, std::uint32_t permissions, const char* type,
                         std::uint32_t version, const spa_dict* properties) noexcept;
    static void nodeInfo(void* bound, const pw_node_info* info) noexcept;
    static void portInfo(void* bound, const pw_port_info* info) noexcept;
    static void parameter(void* bound, int seq, std::uint32_t id, std::uint32_t index, std::uint32_t next,
                          const spa_pod* param) noexcept;

    bool connect();
    void limitTime();
    void bindNode(std::uint32_t id, const spa_dict* properties);
    void bindPort(std::uint32_t id, const spa_dict* properties);
    Bound* bind(std::uint32_t id, const char* type, std::uint32_t version, std::shared_ptr<PipeWireNode> node);
    void sync() { sequence_ = pw_core_sync(core_.get(), PW_ID_CORE, sequence_); }
    void quit() { pw_main_loop_quit(loop_.get()); }

    MainLoopPtr loop_;
    ContextPtr context_;
    CorePtr core_;
    Hook coreHook_;
    ProxyPtr registry_;
    Hook registryHook_;
    std::map<std::uint32_t, std::shared_ptr<PipeWireNode>> nodes_;
    std::vector<std::unique_ptr<Bound>> bound_;
    int sequence_ = 0;
};

const pw_core_events Listing::kCoreEvents{.version = PW_VERSION_CORE_EVENTS,
                                          .done =
                                              [](void* data, std::uint32_t id, int sequence) noexcept {
                                                  auto& self = *static_cast<Listing*>(data);
                                                  if (id == PW_ID_CORE && sequence == self.sequence_) {
                                                      self.quit();
                                                  }
                                              },
                                          .error =
                                              [](void* data, std::uint32_t id, int, int, const char*) noexcept {
                                                  if (id == PW_ID_CORE) {
                                                      static_cast<Listing*>(data)->quit();
                                                  }
                                              }};
const pw_registry_events Listing::kRegistryEvents{.version = PW_VERSION_REGISTRY_EVENTS, .global = &appeared};
const pw_node_events Listing::kNodeEvents{.version = PW_VERSION_NODE_EVENTS, .info = &nodeInfo, .param = &parameter};
const pw_port_events Listing::kPortEvents{.version = PW_VERSION_PORT_EVENTS, .info = &portInfo, .param = &parameter};

void Listing::appeared(void* self, std::uint32_t id, std::uint32_t /*permissions*/, const char* type,
                       std::uint32_t /*version*/, const spa_dict* properties) noexcept {
    const std::string_view what(type);
    if (what == PW_TYPE_INTERFACE_Node) {
        static_cast<Listing*>(self)->bindNode(id, properties);
    } else if (what == PW_TYPE_INTERFACE_Port) {
        static_cast<Listing*>(self)->bindPort(id, properties);
    }
}

Listing::Bound* Listing::bind(std::uint32_t id, const char* type, std::uint32_t version,
                              std::shared_ptr<PipeWireNode> node) {
    auto* const registry = reinterpret_cast<pw_registry*>(registry_.get());
    ProxyPtr proxy(static_cast<pw_proxy*>(pw_registry_bind(registry, id, type, version, 0)));
    if (!proxy) {
        return nullptr;
    }
    bound_.push_back(std::make_unique<Bound>(*this, std::move(node), std::move(proxy)));
    sync();
    return bound_.back().get();
}

void Listing::bindNode(std::uint32_t id, const spa_dict* properties) {
    const auto kind = kindOf(textOf(properties, PW_KEY_MEDIA_CLASS));
    if (!kind) {
        return;
    }
    auto node = std::make_shared<PipeWireNode>();
    node->kind = *kind;
    node->serial = numberOf<std::uint64_t>(properties, PW_KEY_OBJECT_SERIAL);
    if (Bound* const bound = bind(id, PW_TYPE_INTERFACE_Node, PW_VERSION_NODE, node)) {
        nodes_[id] = std::move(node);
        pw_node_add_listener(reinterpret_cast<pw_node*>(bound->proxy.get()), &bound->hook.entry, &kNodeEvents, bound);
    }
}

void Listing::bindPort(std::uint32_t id, const spa_dict* properties) {
    const auto node = nodes_.find(numberOf<std::uint32_t>(properties, PW_KEY_NODE_ID));
    if (node == nodes_.end()) {
        return;
    }
    if (Bound* const bound = bind(id, PW_TYPE_INTERFACE_Port, PW_VERSION_PORT, node->second)) {
        pw_port_add_listener(reinterpret_cast<pw_port*>(bound->proxy.get()), &bound->hook.entry, &kPortEvents, bound);
    }
}

bool Listing::Bound::mayAsk(std::span<const spa_param_info> parameters) {
    const bool tells = std::ranges::any_of(parameters, [](const spa_param_info& one) {
        return one.id == SPA_PARAM_EnumFormat && (one.flags & SPA_PARAM_INFO_READ) != 0;
    });
    return tells && !std::exchange(asked, true);
}

void Listing::nodeInfo(void* data, const pw_node_info* info) noexcept {
    auto& bound = *static_cast<Bound*>(data);
    const std::uint32_t count = info->props != nullptr ? info->props->n_items : 0;
    for (const spa_dict_item& item : std::span(count > 0 ? info->props->items : nullptr, count)) {
        bound.node->properties[item.key] = item.value != nullptr ? item.value : "";
    }
    if (bound.mayAsk({info->params, info->n_params})) {
        auto* const node = reinterpret_cast<pw_node*>(bound.proxy.get());
        pw_node_enum_params(node, 0, SPA_PARAM_EnumFormat, 0, UINT32_MAX, nullptr);
        bound.owner.sync();
    }
}

void Listing::portInfo(void* data, const pw_port_info* info) noexcept {
    auto& bound = *static_cast<Bound*>(data);
    if (bound.mayAsk({info->params, info->n_params})) {
        auto* const port = reinterpret_cast<pw_port*>(bound.proxy.get());
        pw_port_enum_params(port, 0, SPA_PARAM_EnumFormat, 0, UINT32_MAX, nullptr);
        bound.owner.sync();
    }
}

void Listing::parameter(void* data, int /*seq*/, std::uint32_t /*id*/, std::uint32_t /*index*/, std::uint32_t /*next*/,
                        const spa_pod* param) noexcept {
    auto& formats = static_cast<Bound*>(data)->node->formats;
    const auto format = formatOf(param);
    if (format && formats.size() < kMostFormats && std::ranges::find(formats, *format) == formats.end()) {
        formats.push_back(*format);
    }
}

bool Listing::connect() {
    loop_.reset(pw_main_loop_new(nullptr));
    context_.reset(loop_ ? pw_context_new(pw_main_loop_get_loop(loop_.get()), nullptr, 0) : nullptr);
    core_.reset(context_ ? pw_context_connect(context_.get(), nullptr, 0) : nullptr);
    if (!core_) {
        return false;
    }
    pw_core_add_listener(core_.get(), &coreHook_.entry, &kCoreEvents, this);
    pw_registry* const registry = pw_core_get_registry(core_.get(), PW_VERSION_REGISTRY, 0);
    registry_.reset(reinterpret_cast<pw_proxy*>(registry));
    if (registry == nullptr) {
        return false;
    }
    pw_registry_add_listener(registry, &registryHook_.entry, &kRegistryEvents, this);
    sync();
    return true;
}

void Listing::limitTime() {
    pw_loop* const loop = pw_main_loop_get_loop(loop_.get());
    spa_source* const timer = pw_loop_add_timer(
        loop, [](void* self, std::uint64_t) noexcept { static_cast<Listing*>(self)->quit(); }, this);
    timespec patience{kPatienceSeconds, 0};
    pw_loop_update_timer(loop, timer, &patience, nullptr, false);  // the loop owns it
}

std::vector<PipeWireNode> Listing::run() {
    if (!connect()) {
        return {};
    }
    limitTime();
    pw_main_loop_run(loop_.get());
    std::vector<PipeWireNode> found;
    for (const auto& [id, node] : nodes_) {
        found.push_back(std::move(*node));
    }
    return found;
}

}  // namespace

std::string PipeWireNode::property(std::string_view name) const {
    const auto found = properties.find(name);
    return found != properties.end() ? found->second : std::string();
}

std::vector<PipeWireNode> listPipeWireNodes() {
    pw_init(nullptr, nullptr);
    return Listing().run();
}

}  // namespace tsudoi::hardware
