package io.focusforge.bench.load;

import io.focusforge.bench.measure.ProcessTree;
import io.focusforge.local.stack.Stack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The processes of a stack that this process has started, by what they are. */
public final class StackProcesses {
    private StackProcesses() {}

    public static Map<String, ProcessTree> of(Stack stack) {
        var processes = new LinkedHashMap<String, ProcessTree>();
        stack.pids().forEach((service, pid) -> processes.put(service.id(), ProcessTree.of(pid)));
        stack.serverPids().forEach((server, pid) -> processes.put(server, ProcessTree.of(pid)));
        processes.put(
                "mongo, client and bench",
                new ProcessTree(List.of(ProcessHandle.current().pid()), false));
        return processes;
    }
}
