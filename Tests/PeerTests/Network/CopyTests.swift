import Foundation
import Testing

/// Folders that were copied: both go on, nothing is lost, nobody is accused.
@Suite("Cloned and restored folders")
struct CopyTests {
    let scratch: Scratch
    let desk: Device

    init() throws {
        scratch = try Scratch()
        desk = try Device.organiser(in: scratch)
        try desk.enrol("Ana Souza", "Bruno Sá", "Célia Nunes", "Davi Okada", "Eva Lima")
    }

    private func station() throws -> Device {
        let daemon = try RunningDaemon(desk)
        let gate = try Device.joined("gate", to: daemon, in: scratch)
        daemon.stop()
        return gate
    }

    private func acknowledged(_ device: Device, _ ticket: String) throws -> String {
        try device.json("checkin", ticket)["operation"].text.orThrow()
    }

    private func operations(_ device: Device) throws -> Set<String> {
        Set(try device.run("log", "--json").objects().compactMap { $0["operation"].text })
    }

    @Test("a cloned folder")
    func clone() throws {
        let gate = try station()
        var all = [try acknowledged(gate, "T-1")]
        try FileManager.default.copyItem(atPath: gate.data, toPath: scratch.file("twin"))
        let twin = Device("twin", in: scratch)
        all.append(try acknowledged(gate, "T-2"))
        all.append(try acknowledged(twin, "T-3"))
        all.append(try acknowledged(gate, "T-4"))
        all.append(try acknowledged(twin, "T-5"))
        #expect(Set(all).count == 5)
        #expect(try heal([desk, gate, twin]))
        for device in [desk, gate, twin] {
            #expect(try operations(device).isSuperset(of: all))
            #expect(try device.json("digest")["occupancy"].int == 5)
            #expect(try device.run("verify").status == 0)
        }
    }

    @Test("a clone on another machine, that knows nothing of the first one's progress")
    func cloneElsewhere() throws {
        let gate = try station()
        var all = [try acknowledged(gate, "T-1")]
        try FileManager.default.copyItem(atPath: gate.data, toPath: scratch.file("twin"))
        let twin = Device("twin", in: scratch)
        twin.variables["NEXSTAGE_STATE"] = scratch.file("other-state")
        all.append(try acknowledged(gate, "T-2"))
        all.append(try acknowledged(twin, "T-3"))
        #expect(try heal([desk, gate, twin]))
        for device in [desk, gate, twin] {
            #expect(try operations(device).isSuperset(of: all))
            #expect(try device.json("digest")["occupancy"].int == 3)
        }
    }

    @Test("a copy that is put back over the original")
    func restore() throws {
        let gate = try station()
        var all = [try acknowledged(gate, "T-1")]
        try FileManager.default.copyItem(atPath: gate.data, toPath: scratch.file("copy"))
        all.append(try acknowledged(gate, "T-2"))
        all.append(try acknowledged(gate, "T-3"))
        #expect(try heal([desk, gate]))
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.file("copy"))
        for name in names where name.contains(".sqlite") {
            let file = gate.data + "/" + name
            try FileManager.default.removeItem(atPath: file)
            try FileManager.default.copyItem(atPath: scratch.file("copy/" + name), toPath: file)
        }
        all.append(try acknowledged(gate, "T-4"))
        #expect(try heal([desk, gate]))
        all.append(try acknowledged(gate, "T-5"))
        #expect(try heal([desk, gate]))
        for device in [desk, gate] {
            #expect(try operations(device).isSuperset(of: all))
            #expect(try device.json("digest")["occupancy"].int == 5)
            #expect(try device.run("verify").status == 0)
        }
    }
}
