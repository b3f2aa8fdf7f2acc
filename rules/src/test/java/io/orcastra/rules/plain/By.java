package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.condition.DependentHome;
import io.orcastra.facts.condition.Displaced;
import io.orcastra.facts.condition.Follows;
import io.orcastra.facts.condition.Home;
import io.orcastra.facts.condition.MovesWith;
import io.orcastra.facts.condition.TaskRunning;
import io.orcastra.facts.condition.Together;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.policy.Dependency;
import java.util.function.Function;

/** What facts of a type are looked for by. */
record By<T>(Class<T> type, Function<T, Object> key) {
    static final By<Service> SERVICE_ID = new By<>(Service.class, Service::id);
    static final By<Service> SERVICE_NAME = new By<>(Service.class, Service::name);
    static final By<Service> SHORT_NAME = new By<>(Service.class, Service::shortName);
    static final By<Node> NODE_ID = new By<>(Node.class, Node::id);
    static final By<Node> HOSTNAME = new By<>(Node.class, Node::hostname);
    static final By<NodeLabel> LABEL_KEY = new By<>(NodeLabel.class, NodeLabel::key);
    static final By<NodeLabel> LABELLED_NODE = new By<>(NodeLabel.class, NodeLabel::nodeId);
    static final By<ServiceLabel> SERVICE_LABEL_KEY = new By<>(ServiceLabel.class, ServiceLabel::key);
    static final By<Task> TASKS_OF = new By<>(Task.class, Task::serviceId);
    static final By<Task> TASK_ID = new By<>(Task.class, Task::id);
    static final By<EndedTask> ENDED_OF = new By<>(EndedTask.class, EndedTask::serviceId);
    static final By<PlacementConstraint> CONSTRAINED_KEY =
            new By<>(PlacementConstraint.class, PlacementConstraint::labelKey);
    static final By<PlacementConstraint> CONSTRAINTS_OF =
            new By<>(PlacementConstraint.class, PlacementConstraint::serviceId);
    static final By<TaskRunning> RUNNING_OF = new By<>(TaskRunning.class, TaskRunning::serviceId);
    static final By<TaskRunning> RUNNING_ON = new By<>(TaskRunning.class, TaskRunning::nodeId);
    static final By<Home> HOME_OF = new By<>(Home.class, Home::anchorId);
    static final By<Follows> FOLLOWED_BY = new By<>(Follows.class, Follows::dependentId);
    static final By<Follows> FOLLOWERS_OF = new By<>(Follows.class, Follows::anchorId);
    static final By<DependentHome> DEPENDENT_HOME = new By<>(DependentHome.class, DependentHome::dependentId);
    static final By<Displaced> DISPLACED = new By<>(Displaced.class, Displaced::dependentId);
    static final By<MovesWith> MEMBERS_OF = new By<>(MovesWith.class, MovesWith::anchorId);
    static final By<MovesWith> MOVED_BY = new By<>(MovesWith.class, MovesWith::memberId);
    static final By<Together> TOGETHER = new By<>(Together.class, Together::serviceId);
    static final By<Dependency> DEPENDENT_NAME = new By<>(Dependency.class, Dependency::dependent);
    static final By<InFlight> IN_FLIGHT = new By<>(InFlight.class, InFlight::subject);
    static final By<Proposal> SUBJECT = new By<>(Proposal.class, Proposal::subject);
}
