#include "cli/arguments/replica_arguments.h"

#include <memory>

#include "cli/commands/replica.h"

namespace standpoint {
namespace {

void AddReshard(CLI::App& replica, Session& session) {
  auto options = std::make_shared<ReshardStoresOptions>();
  CLI::App& reshard = *replica.add_subcommand(
      "reshard", "Make the stores of another number of shards from those that there are");
  reshard
      .add_option("--from", options->from,
                  "Data directories that no server has open: one replica of each shard")
      ->option_text("DIR...")
      ->required();
  reshard.add_option("--to", options->to, "Where the new ones go: DIR/shard-0 and so on")
      ->option_text("DIR")
      ->required();
  reshard.add_option("--shards", options->shards, "How many there shall be")
      ->option_text("N")
      ->required()
      ->check(CLI::Range(1, 10'000));
  reshard
      .add_option("--partitions", options->partitions,
                  "Of the topic of analyses; only for a store that was on no log")
      ->option_text("N")
      ->check(CLI::Range(1, 10'000));
  reshard.add_option("--topic-prefix", options->topic_prefix, "Likewise")
      ->option_text("TEXT [standpoint]");
  reshard.callback([&session, options] {
    session.run = [&session, options] { return ReshardStores(*options, session.console); };
  });
}

void AddRejoin(CLI::App& replica, Session& session) {
  auto options = std::make_shared<RejoinOptions>();
  CLI::App& rejoin = *replica.add_subcommand(
      "rejoin", "Let a store apply its log anew, from wherever that begins: after LOG_TRUNCATED");
  rejoin.add_option("--data", options->data, "A data directory that no server has open")
      ->option_text("DIR")
      ->required();
  rejoin.callback([&session, options] {
    session.run = [&session, options] { return RejoinStore(*options, session.console); };
  });
}

}  // namespace

void AddReplica(CLI::App& app, Session& session) {
  CLI::App& replica = *app.add_subcommand(
      "replica", "Stores of a cluster, while no server has them: reshard, rejoin");
  replica.require_subcommand(1);
  AddReshard(replica, session);
  AddRejoin(replica, session);
}

}  // namespace standpoint
