import Replica
import Simulator
import Testing

/// A full disk is one clear sentence, and nothing half-written.
@Suite struct FullDiskTests {
    @Test func itIsSaidAndPasses() throws {
        let station = try DiskStation()
        let before = try station.open().digest()
        station.disk.setFull(true)
        let error = #expect(throws: ReplicaError.self) { try station.checkIn() }
        #expect(error?.code == .diskFull)
        #expect(error?.message.contains("The disk is full: nothing was written.") == true)
        #expect(try station.replica?.digest() == before)
        station.disk.setFull(false)
        try station.checkIn()
        #expect(try station.replica?.digest() != before)
        #expect(try station.replica?.verify().problems == [])
    }

    /// Every number of bytes short, so that the space ends at every write of a commit.
    @Test func itMayEndAtAnyWrite() throws {
        let station = try DiskStation()
        var room = 0
        var refused = 0
        while true {
            try station.open()
            let before = try station.open().digest()
            station.disk.setCapacity(bytes: station.disk.usedBytes + room)
            do {
                try station.checkIn()
                break
            } catch let error as ReplicaError {
                #expect(error.code == .diskFull)
                refused += 1
            }
            #expect(try station.open().digest() == before)
            room += 2048
        }
        #expect(refused > 5)
        station.close()
        station.disk.setFull(false)
        station.disk.cutPower(.allLost)
        #expect(try station.held().isSuperset(of: station.acknowledged))
        #expect(try station.open().verify().problems == [])
    }

    @Test func aFullDiskCanBeRead() throws {
        let station = try DiskStation()
        let before = try station.open().digest()
        station.close()
        station.disk.setFull(true)
        #expect(try station.open().digest() == before)
        #expect(throws: ReplicaError.self) { try station.checkIn() }
    }
}
